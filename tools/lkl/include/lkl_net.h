/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Network interfaces of the kernel, and what they are connected to.
 *
 * Errors are negative Linux errno values. Addresses are in network byte order.
 */
#ifndef _LKL_NET_H
#define _LKL_NET_H

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

/*
 * Setting interfaces up. All need a running kernel, and return 0 or a negative
 * errno: -ENODEV if there is no such interface, -EAFNOSUPPORT if @af is neither
 * LKL_AF_INET nor LKL_AF_INET6, -EINVAL if a prefix is too long, or what the
 * kernel says. Addresses are 4 or 16 bytes in network byte order.
 */

/** lkl_if_up() - switch interface number @ifindex on */
int lkl_if_up(int ifindex);

/** lkl_if_down() - switch interface number @ifindex off */
int lkl_if_down(int ifindex);

/** lkl_if_set_mtu() - set the MTU of interface number @ifindex to @mtu bytes */
int lkl_if_set_mtu(int ifindex, int mtu);

/**
 * lkl_ifname_to_ifindex() - find an interface by its name
 * @name: such as "eth0"
 *
 * Return: its number, or -ENODEV.
 */
int lkl_ifname_to_ifindex(const char *name);

/**
 * lkl_if_add_ip() - give an interface an address
 * @ifindex: number of the interface
 * @af: LKL_AF_INET or LKL_AF_INET6
 * @addr: the address
 * @len: bits of its prefix
 *
 * Return: 0; -EEXIST if it has it already; -errno.
 */
int lkl_if_add_ip(int ifindex, int af, void *addr, unsigned int len);

/**
 * lkl_if_del_ip() - take an address from an interface
 * @ifindex: as for lkl_if_add_ip()
 * @af: as for lkl_if_add_ip()
 * @addr: as for lkl_if_add_ip()
 * @len: as for lkl_if_add_ip()
 *
 * Return: 0; -EADDRNOTAVAIL if it has no such address; -errno.
 */
int lkl_if_del_ip(int ifindex, int af, void *addr, unsigned int len);

/**
 * lkl_if_set_ipv4() - see that an interface has an IPv4 address
 * @ifindex: number of the interface
 * @addr: the address
 * @len: bits of its prefix
 *
 * Others stay.
 * Return: 0 or -errno.
 */
int lkl_if_set_ipv4(int ifindex, unsigned int addr, unsigned int len);

/**
 * lkl_if_set_ipv6() - see that an interface has an IPv6 address
 * @ifindex: number of the interface
 * @addr: the address
 * @len: bits of its prefix
 *
 * Return: 0 or -errno.
 */
int lkl_if_set_ipv6(int ifindex, void *addr, unsigned int len);

/**
 * lkl_if_wait_ipv6_dad() - wait until an address can be used
 * @ifindex: number of the interface
 * @addr: the address
 *
 * The kernel first asks whether somebody else has it, which takes a second or
 * two.
 * Return: 0; -EADDRINUSE if somebody has; -EADDRNOTAVAIL if the interface has
 * no such address; -ETIMEDOUT after 5 seconds, as when there is no carrier.
 */
int lkl_if_wait_ipv6_dad(int ifindex, void *addr);

/**
 * lkl_add_route() - add or replace a route
 * @ifindex: number of the interface it leads to; 0: that of @gateway
 * @af: LKL_AF_INET or LKL_AF_INET6
 * @dst: where to
 * @len: bits of the prefix of @dst; 0: everywhere
 * @gateway: by whom; NULL: directly
 * @table: number of the table it is in; 0: the main one
 *
 * Return: 0; -ENETUNREACH if there is no way to @gateway; -errno.
 */
int lkl_add_route(int ifindex, int af, const void *dst, unsigned int len,
		  const void *gateway, unsigned int table);

/**
 * lkl_add_rule() - have a table of routes used
 * @af: LKL_AF_INET or LKL_AF_INET6
 * @src: for packets from here
 * @len: bits of the prefix of @src; 0: for all
 * @table: number of the table
 * @priority: smaller ones are used first; 0: before those there are
 *
 * Return: 0; -EEXIST; -errno.
 */
int lkl_add_rule(int af, const void *src, unsigned int len, unsigned int table,
		 unsigned int priority);

/** lkl_add_gateway() - the default route of family @af leads to @gateway */
int lkl_add_gateway(int af, void *gateway);

/** lkl_set_ipv4_gateway() - lkl_add_gateway() of IPv4 */
int lkl_set_ipv4_gateway(unsigned int addr);

/** lkl_set_ipv6_gateway() - lkl_add_gateway() of IPv6 */
int lkl_set_ipv6_gateway(void *addr);

/**
 * lkl_if_add_gateway() - add a default route to the table of an interface
 * @ifindex: number of the interface; its table for IPv4 is twice that, for
 *	IPv6 one more
 * @af: LKL_AF_INET or LKL_AF_INET6
 * @gateway: where it leads
 *
 * The table is used for what lkl_if_add_rule_from_saddr() says.
 * Return: 0 or -errno.
 */
int lkl_if_add_gateway(int ifindex, int af, void *gateway);

/**
 * lkl_if_add_linklocal() - add the own network to the table of an interface
 * @ifindex: number of the interface
 * @af: LKL_AF_INET or LKL_AF_INET6
 * @addr: its address
 * @len: bits of the prefix of @addr
 *
 * Return: 0 or -errno.
 */
int lkl_if_add_linklocal(int ifindex, int af, void *addr, unsigned int len);

/**
 * lkl_if_add_rule_from_saddr() - use the table of an interface
 * @ifindex: number of the interface
 * @af: LKL_AF_INET or LKL_AF_INET6
 * @saddr: for packets from this address
 *
 * Return: 0; -EEXIST; -errno.
 */
int lkl_if_add_rule_from_saddr(int ifindex, int af, void *saddr);

/**
 * lkl_if_set_ipv4_gateway() - a gateway for packets of one address
 * @ifindex: number of the interface
 * @addr: its address
 * @len: bits of the prefix of @addr
 * @gateway: for packets from @addr
 *
 * The last three functions in one.
 * Return: 0 or -errno.
 */
int lkl_if_set_ipv4_gateway(int ifindex, unsigned int addr, unsigned int len,
			    unsigned int gateway);

/**
 * lkl_if_set_ipv6_gateway() - the same for IPv6
 * @ifindex: number of the interface
 * @addr: its address
 * @len: bits of the prefix of @addr
 * @gateway: for packets from @addr
 *
 * Return: 0 or -errno.
 */
int lkl_if_set_ipv6_gateway(int ifindex, void *addr, unsigned int len,
			    void *gateway);

/**
 * lkl_add_neighbor() - tell the kernel a neighbour's hardware address
 * @ifindex: number of the interface
 * @af: LKL_AF_INET or LKL_AF_INET6
 * @addr: the neighbour's address
 * @mac: its hardware address, 6 bytes
 *
 * Return: 0 or -errno.
 */
int lkl_add_neighbor(int ifindex, int af, void *addr, void *mac);

/**
 * lkl_qdisc_add() - choose how packets of an interface wait
 * @ifindex: number of the interface
 * @root: "root"
 * @type: a name such as "fq", or one with words after it: "netem delay 10ms
 *	loss 1% limit 1000" (any of them; times in ms or us), "htb default 1"
 *
 * Replaces what was there.
 * Return: 0; -EINVAL if @root or a word is not known; -ENOENT if the kernel
 * has no such qdisc; -errno.
 */
int lkl_qdisc_add(int ifindex, const char *root, const char *type);

/**
 * lkl_qdisc_parse() - lkl_qdisc_add() for each entry of a list
 * @ifindex: number of the interface
 * @entries: "root|fq;..."
 *
 * Return: 0, or the first error, after which no more are added.
 */
int lkl_qdisc_parse(int ifindex, const char *entries);

/**
 * lkl_qdisc_parse_add() - lkl_qdisc_parse() that does not tell of errors
 * @ifindex: as there
 * @entries: as there
 */
void lkl_qdisc_parse_add(int ifindex, const char *entries);

/**
 * lkl_nftables_load() - load rules of nftables
 * @path: a file of the host, as nft(8) reads it
 * @error: if not NULL, set to what libnftables says is wrong with it
 * @bytes: size of @error
 *
 * All of it or nothing is loaded. libnftables of the host does it, in a copy of
 * its own whose sockets are the kernel's.
 * Return: 0; -EINVAL with @error set; -ENOSYS if the host has no libnftables,
 * or the program is linked statically.
 */
int lkl_nftables_load(const char *path, char *error, size_t bytes);

#ifdef __cplusplus
}
#endif

#endif
