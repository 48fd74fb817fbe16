/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What libslirp is used for, and how it is found.
 *
 * It is loaded when an interface wants it: programs that do not are not linked
 * with it and with what it needs.
 */
#ifndef _LKL_DEV_NET_SLIRP_H
#define _LKL_DEV_NET_SLIRP_H

#include <poll.h>
#include <pthread.h>
#include <slirp/libslirp.h>

#include "dev/net/net.h"

/** struct lkl__slirp_calls - functions of libslirp, of these types */
struct lkl__slirp_calls {
	__typeof__(&slirp_new) new;
	__typeof__(&slirp_cleanup) cleanup;
	__typeof__(&slirp_pollfds_fill) pollfds_fill;
	__typeof__(&slirp_pollfds_poll) pollfds_poll;
	__typeof__(&slirp_input) input;
	__typeof__(&slirp_add_hostfwd) add_hostfwd;
};

/** define LKL__SLIRP_FDS - most descriptors that are waited for at a time */
#define LKL__SLIRP_FDS		1024
/** define LKL__SLIRP_TIMERS - most timers that libslirp has */
#define LKL__SLIRP_TIMERS	4
/** define LKL__SLIRP_BYTES - of the longest frame */
#define LKL__SLIRP_BYTES	65550

/** struct lkl__slirp_timer - a timer of libslirp */
struct lkl__slirp_timer {
	/* private: */
	SlirpTimerCb fn;
	void *arg;
	int64_t due_ms;
	bool armed;
};

/** struct lkl__slirp_frame - a frame that waits for the kernel */
struct lkl__slirp_frame {
	/* private: */
	struct lkl__slirp_frame *next;
	size_t bytes;
	char data[];
};

/**
 * struct lkl__net_slirp - the back end
 * @net: comes first
 * @calls: of libslirp
 * @slirp: its instance
 * @event_fd: written when there is something new for the thread that waits
 * @lock: held to call libslirp, and for what follows
 */
struct lkl__net_slirp {
	struct lkl__net net;
	struct lkl__slirp_calls calls;
	Slirp *slirp;
	int event_fd;
	pthread_mutex_t lock;
	/* private: */
	struct lkl__slirp_frame *first, **last;
	unsigned int nr_frames;
	struct lkl__slirp_timer timers[LKL__SLIRP_TIMERS];
	unsigned int nr_timers;
	struct pollfd fds[LKL__SLIRP_FDS];
	unsigned int nr_fds;
	char data[LKL__SLIRP_BYTES];
};

/** lkl__slirp_callbacks - what libslirp calls, with the lock of the back end */
extern const SlirpCb lkl__slirp_callbacks;

/** lkl__slirp_wait() - the wait operation: for sockets, timers and frames */
int lkl__slirp_wait(struct lkl__net *net, int wake_fd,
		    const struct lkl__net_ready *want,
		    struct lkl__net_ready *ready);

/** lkl__slirp_load() - find libslirp: 0, or -ENOSYS if the host has none */
int lkl__slirp_load(struct lkl__slirp_calls *calls);

/**
 * lkl__slirp_forward() - have ports of the host lead inside
 * @calls: of libslirp
 * @slirp: its instance
 * @list: as forward of struct lkl_netdev_options
 *
 * Return: 0; -EINVAL if @list makes no sense; -EADDRINUSE and the like.
 */
int lkl__slirp_forward(const struct lkl__slirp_calls *calls, Slirp *slirp,
		       const char *list);

#endif
