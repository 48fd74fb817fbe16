/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Back ends whose frames go through descriptors: what they have in common.
 */
#ifndef _LKL_DEV_NET_FD_H
#define _LKL_DEV_NET_FD_H

#include "dev/net/net.h"

/** struct lkl__net_fd - a descriptor for each queue */
struct lkl__net_fd {
	/** @net: the back end */
	struct lkl__net net;
	/** @rx: descriptors to read from, non-blocking; one a queue */
	int rx[LKL__NET_QUEUES];
	/** @tx: descriptors to write to; often the same */
	int tx[LKL__NET_QUEUES];
	/** @own: close them at the end */
	bool own;
};

/** lkl__net_fd_send() - send frames by writing each, as to a tap */
int lkl__net_fd_send(struct lkl__net *net, unsigned int queue,
		     struct lkl__net_frame *frames, unsigned int nr);

/** lkl__net_fd_receive() - receive frames by reading each, as from a tap */
int lkl__net_fd_receive(struct lkl__net *net, unsigned int queue,
			struct lkl__net_frame *frames, unsigned int nr);

/** lkl__net_socket_ops - sockets that keep frames apart */
extern const struct lkl__net_ops lkl__net_socket_ops;

/**
 * lkl__net_fd_wait() - the wait operation of descriptors
 *
 * An error of a descriptor makes its queue ready to receive, which then tells.
 */
int lkl__net_fd_wait(struct lkl__net *net, int wake_fd,
		     const struct lkl__net_ready *want,
		     struct lkl__net_ready *ready);

/** lkl__net_fd_abandon() - the abandon operation of descriptors */
void lkl__net_fd_abandon(struct lkl__net *net);

/** lkl__net_fd_close() - the close operation of descriptors */
void lkl__net_fd_close(struct lkl__net *net);

/**
 * lkl__net_fd_alloc() - a back end with one queue
 * @ops: its operations
 * @features: as for lkl__net_init()
 * @fd: made non-blocking
 * @own: the descriptor belongs to the back end if this succeeds
 * @net: set to the back end
 *
 * Return: 0, -ENOMEM, -EBADF.
 */
int lkl__net_fd_alloc(const struct lkl__net_ops *ops, uint64_t features,
		      int fd, bool own, struct lkl__net_fd **net);

/** lkl__net_fd_nonblock() - make a descriptor non-blocking: 0 or -errno */
int lkl__net_fd_nonblock(int fd);

/**
 * lkl__net_open_fd() - the back end for a descriptor of whatever kind
 * @fd: a tap, a socket or a pipe; closed with the back end if @own
 * @vnet_hdr: the other end of a socket or pipe has the virtio header, too
 * @own: it belongs to the back end if this succeeds
 * @net: set to the back end
 *
 * Return: 0; -EINVAL if it is none of these; -ENOTCONN for a socket that is
 * not connected; -ENOMEM.
 */
int lkl__net_open_fd(int fd, bool vnet_hdr, bool own, struct lkl__net **net);

/**
 * lkl__net_open_stream() - the back end for two streams of bytes
 * @rx: to read from
 * @tx: to write to; may be @rx
 * @vnet_hdr: as for lkl__net_open_fd()
 * @own: they belong to the back end if this succeeds
 * @net: set to the back end
 *
 * Each frame has its length before it: 4 bytes, the first is the highest.
 * Return: 0 or -ENOMEM.
 */
int lkl__net_open_stream(int rx, int tx, bool vnet_hdr, bool own,
			 struct lkl__net **net);

/* Back ends by name; @net is set. Return: 0 or -errno. */
int lkl__net_open_tap(const char *name, unsigned int nr_queues,
		      struct lkl__net **net);
int lkl__net_open_tap_fd(int fd, bool own, struct lkl__net **net);
int lkl__net_open_macvtap(const char *path, unsigned int nr_queues,
			  struct lkl__net **net);
int lkl__net_open_raw(const char *name, bool offload, struct lkl__net **net);
int lkl__net_open_pipe(const char *names, bool vnet_hdr,
		       struct lkl__net **net);
int lkl__net_open_passt(const char *path, struct lkl__net **net);
int lkl__net_open_vde(const char *path, struct lkl__net **net);
int lkl__net_open_slirp(const char *forward, struct lkl__net **net);

#endif
