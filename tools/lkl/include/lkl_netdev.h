/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Network interfaces of the kernel, and what they are connected to.
 *
 * Errors are negative Linux errno values. Addresses are in network byte order.
 */
#ifndef _LKL_NETDEV_H
#define _LKL_NETDEV_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct iovec;
struct lkl_netdev;

/** define LKL_DEV_NET_POLL_RX - a frame can be received */
#define LKL_DEV_NET_POLL_RX	1
/** define LKL_DEV_NET_POLL_TX - a frame can be sent */
#define LKL_DEV_NET_POLL_TX	2
/** define LKL_DEV_NET_POLL_HUP - nothing will be, ever again */
#define LKL_DEV_NET_POLL_HUP	4

/**
 * struct lkl_dev_net_ops - an interface made of functions of the program
 *
 * They are called on host threads outside of the kernel, and may not make
 * system calls of it. @tx is called by one thread at a time, @rx and @poll by
 * another.
 */
struct lkl_dev_net_ops {
	/**
	 * @tx: Send the frame in @iov, which is the kernel's memory and gone
	 * after the call. May block, which holds up only this interface.
	 * Return: bytes sent, or negative if it cannot be sent now; it is
	 * tried again when @poll says LKL_DEV_NET_POLL_TX.
	 */
	int (*tx)(struct lkl_netdev *nd, struct iovec *iov, int cnt);
	/**
	 * @rx: Put the next frame into @iov. Does not block.
	 * Return: its bytes, or negative if there is none now.
	 */
	int (*rx)(struct lkl_netdev *nd, struct iovec *iov, int cnt);
	/**
	 * @poll: Wait until @rx has a frame, or @tx, after it could not send,
	 * can, or @poll_hup is called. Return: LKL_DEV_NET_POLL_* bits, or
	 * negative, which is LKL_DEV_NET_POLL_HUP.
	 */
	int (*poll)(struct lkl_netdev *nd);
	/** @poll_hup: Make @poll return LKL_DEV_NET_POLL_HUP, from now on. */
	void (*poll_hup)(struct lkl_netdev *nd);
	/** @free: lkl_netdev_free() was called; may be NULL. */
	void (*free)(struct lkl_netdev *nd);
};

/**
 * struct lkl_netdev - what an interface is connected to
 * @ops: functions of the program, or the library's
 * @id: the library's
 * @has_vnet_hdr: frames of @ops begin with a struct virtio_net_hdr_v1, of 12
 *	bytes; offloads need that
 */
struct lkl_netdev {
	struct lkl_dev_net_ops *ops;
	int id;
	uint8_t has_vnet_hdr: 1;
};

/*
 * Offloads are bits with the numbers of VIRTIO_NET_F_*. Those of sending: the
 * kernel leaves checksums, and cutting TCP and UDP data into frames, to the
 * other side. Those of receiving: the kernel takes frames for which the other
 * side has done so.
 */
#define LKL_NETDEV_OFFLOAD_TX \
	(1ULL << 0 | 1ULL << 11 | 1ULL << 12 | 1ULL << 13 | 1ULL << 56)
#define LKL_NETDEV_OFFLOAD_RX \
	(1ULL << 1 | 1ULL << 7 | 1ULL << 8 | 1ULL << 9 | 1ULL << 54 | \
	 1ULL << 55)

/** define LKL_NETDEV_OFFLOAD_ALL - as lkl_netdev_args.offload: all there are */
#define LKL_NETDEV_OFFLOAD_ALL	(~0U)

/**
 * struct lkl_netdev_args - how an interface shall look
 * @mac: 6 bytes, or NULL for a random address
 * @offload: VIRTIO_NET_F_* bits that may be used, of those that the back end
 *	was created with; 0: none; LKL_NETDEV_OFFLOAD_ALL
 */
struct lkl_netdev_args {
	void *mac;
	unsigned int offload;
};

/**
 * lkl_netdev_add() - connect an interface
 * @nd: from a function that creates one, or the program's own
 * @args: see there; NULL: a random address, and all offloads there are
 *
 * Before lkl_start_kernel() or after. The kernel calls them eth0, eth1, ... in
 * the order of their ids, as long as none is removed.
 *
 * Return: an id >= 0; -EINVAL; -EBUSY if it was added before; -ENFILE if there
 * are too many; -ENOSYS on a host without threads; -ENOMEM.
 */
int lkl_netdev_add(struct lkl_netdev *nd, struct lkl_netdev_args *args);

/**
 * lkl_netdev_remove() - take an interface out of the kernel
 * @id: from lkl_netdev_add()
 *
 * Frames under way are lost. May be called after a halt, too; what it was
 * connected to stays, and belongs to the caller.
 */
void lkl_netdev_remove(int id);

/**
 * lkl_netdev_free() - free what an interface was connected to
 * @nd: not added, or removed again; NULL does nothing
 *
 * Calls the free function of @nd if it is the program's own.
 */
void lkl_netdev_free(struct lkl_netdev *nd);

/**
 * lkl_netdev_get_ifindex() - find an interface in the kernel
 * @id: from lkl_netdev_add()
 *
 * Context: the kernel runs. Mounts sysfs on /sysfs if it is not there.
 * Return: its number; -ENODEV if there is no such interface.
 */
int lkl_netdev_get_ifindex(int id);

/**
 * lkl_netdev_carrier() - whether an interface is still connected
 * @id: from lkl_netdev_add()
 *
 * An interface loses its carrier when its descriptor dies: the tap is deleted,
 * the other end of a socket is closed.
 * Return: 1; -errno of what it died of; -ENODEV if there is no such interface.
 */
int lkl_netdev_carrier(int id);

/**
 * lkl_netdev_tap_create() - a tap interface of the host
 * @ifname: its name; it is made if it does not exist and the program may
 * @offload: as in struct lkl_netdev_args
 *
 * Return: for lkl_netdev_add(), or NULL: lkl_netdev_open() tells why.
 */
struct lkl_netdev *lkl_netdev_tap_create(const char *ifname, int offload);

/**
 * lkl_netdev_raw_create() - a packet socket on an interface of the host
 * @ifname: its name
 *
 * Return: for lkl_netdev_add(), or NULL.
 */
struct lkl_netdev *lkl_netdev_raw_create(const char *ifname);

/**
 * lkl_netdev_macvtap_create() - a macvtap interface of the host
 * @path: its device, such as "/dev/tap5"
 * @offload: as in struct lkl_netdev_args
 *
 * Return: for lkl_netdev_add(), or NULL.
 */
struct lkl_netdev *lkl_netdev_macvtap_create(const char *path, int offload);

/**
 * lkl_netdev_pipe_create() - two pipes
 * @ifname: "READ|WRITE", the names of two fifos
 * @offload: as in struct lkl_netdev_args; the other end has the same
 *
 * A frame has its length before it, 4 bytes in network byte order.
 * Return: for lkl_netdev_add(), or NULL.
 */
struct lkl_netdev *lkl_netdev_pipe_create(const char *ifname, int offload);

/**
 * lkl_netdev_vde_create() - a port of a VDE switch
 * @switch_path: its folder, or NULL for the default one
 *
 * Return: for lkl_netdev_add(), or NULL.
 */
struct lkl_netdev *lkl_netdev_vde_create(const char *switch_path);

/** enum lkl_netdev_from - what an interface is connected to */
enum lkl_netdev_from {
	/** @LKL_NETDEV_TAP: the tap interface @name of the host */
	LKL_NETDEV_TAP = 0,
	/** @LKL_NETDEV_RAW: a packet socket on the interface @name */
	LKL_NETDEV_RAW = 1,
	/** @LKL_NETDEV_MACVTAP: the device @name */
	LKL_NETDEV_MACVTAP = 2,
	/**
	 * @LKL_NETDEV_FD: the open descriptor @fd: of a tap, or a socket that
	 * keeps frames apart (SOCK_SEQPACKET, SOCK_DGRAM) and is connected,
	 * such as one of socketpair(2), or a stream that does not (a socket or
	 * a pipe), on which frames have their length before them
	 */
	LKL_NETDEV_FD = 3,
	/** @LKL_NETDEV_PIPE: the fifos "READ|WRITE" in @name */
	LKL_NETDEV_PIPE = 4,
	/** @LKL_NETDEV_VDE: the VDE switch @name */
	LKL_NETDEV_VDE = 5,
	/** @LKL_NETDEV_SLIRP: libslirp: the host's network, without rights */
	LKL_NETDEV_SLIRP = 6,
	/** @LKL_NETDEV_PASST: passt's unix socket @name */
	LKL_NETDEV_PASST = 7,
	/** @LKL_NETDEV_CALLBACKS: functions of the program, @netdev */
	LKL_NETDEV_CALLBACKS = 8,
};

/**
 * struct lkl_netdev_options - an interface
 *
 * All members but @size may be zero, and then have the meaning given last.
 */
struct lkl_netdev_options {
	/** @size: sizeof(struct lkl_netdev_options) */
	size_t size;
	/** @from: enum lkl_netdev_from */
	unsigned int from;
	/** @name: of an interface, device or socket, see there */
	const char *name;
	/** @fd: for LKL_NETDEV_FD; stays open, and the caller's */
	int fd;
	/** @netdev: for LKL_NETDEV_CALLBACKS; its free is not called */
	struct lkl_netdev *netdev;
	/** @mac: 6 bytes; NULL: a random address */
	const uint8_t *mac;
	/** @mtu: in bytes; 0: 1500 */
	unsigned int mtu;
	/** @nr_queues: of each direction, up to 16, for taps; 0: 1 */
	unsigned int nr_queues;
	/**
	 * @no_offload: VIRTIO_NET_F_* bits that shall not be used, such as
	 * LKL_NETDEV_OFFLOAD_TX | LKL_NETDEV_OFFLOAD_RX; 0: all that the back
	 * end can do are used
	 */
	uint64_t no_offload;
	/**
	 * @vnet_hdr: for LKL_NETDEV_FD and LKL_NETDEV_PIPE: the other end has
	 * the virtio header before each frame, too, and all offloads; 0: no
	 */
	int vnet_hdr;
	/**
	 * @forward: for LKL_NETDEV_SLIRP: ports of the host that lead inside,
	 * "tcp:8080:80 udp:127.0.0.1:5353:10.0.2.15:53"; the host's address is
	 * 127.0.0.1 if it is left out; NULL: none
	 */
	const char *forward;
};

/**
 * lkl_netdev_open() - create what an interface is connected to, and add it
 * @options: what it is; copied, texts included
 *
 * Return: an id as from lkl_netdev_add(), or its errors; -EINVAL if @options
 * makes no sense; -ENOSYS if the library was built without what it needs; what
 * the host fails with: -ENOENT or -ENODEV if there is no such interface or
 * socket, -EPERM or -EACCES if it is not permitted, -EBUSY if it is in use.
 */
int lkl_netdev_open(const struct lkl_netdev_options *options);

/**
 * lkl_netdev_close() - lkl_netdev_remove() and lkl_netdev_free()
 * @id: from lkl_netdev_open()
 *
 * Return: 0, or -ENODEV.
 */
int lkl_netdev_close(int id);

#ifdef __cplusplus
}
#endif

#endif
