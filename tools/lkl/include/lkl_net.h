/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Setting interfaces up: addresses, routes, neighbours, qdiscs, rules; asking
 * for the addresses of names.
 *
 * All need a running kernel, and return 0 or a negative Linux errno: -ENODEV if
 * there is no such interface, -EAFNOSUPPORT if @af is neither LKL_AF_INET nor
 * LKL_AF_INET6, -EINVAL if a prefix is too long, or what the kernel says.
 * Addresses are 4 or 16 bytes in network byte order.
 */
#ifndef _LKL_NET_H
#define _LKL_NET_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

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

struct lkl_rtnl_link_stats64;

/**
 * lkl_if_get_stats() - what an interface has sent, received and lost
 * @ifindex: number of the interface
 * @stats: filled in; the struct is in <lkl/linux/if_link.h>
 *
 * Return: 0 or -errno.
 */
int lkl_if_get_stats(int ifindex, struct lkl_rtnl_link_stats64 *stats);

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
 *	loss 1% limit 1000" (any of them; times in ms or us, up to 274 s),
 *	"htb default 1"
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
 * or the program is linked statically; -ENODEV if no kernel runs; -errno.
 */
int lkl_nftables_load(const char *path, char *error, size_t bytes);

/**
 * lkl_resolve() - ask a nameserver for the addresses of a name
 * @name: such as "www.example.org", complete
 * @af: LKL_AF_INET or LKL_AF_INET6
 * @addrs: filled in, one after the other, 4 or 16 bytes each
 * @nr: how many there is room for, at least 1
 * @timeout_ms: for all in all; 0: 5000
 *
 * libc's functions for this ask by the network of the host. This one asks the
 * first three that /etc/resolv.conf names inside, which the key nameserver of a
 * configuration writes, twice each, by UDP and, for long answers, TCP.
 * Return: how many addresses were found; -EINVAL if @name cannot be one;
 * -EDESTADDRREQ if no nameserver is known; -ENOENT if there is no such name;
 * -ENODATA if it has no address of this family; -ETIMEDOUT if nobody answers;
 * -ECONNREFUSED, -ENETUNREACH, -EHOSTUNREACH if there is nobody or no way;
 * -EREMOTEIO if the server cannot or will not say; -EBADMSG if what it says
 * makes no sense.
 */
int lkl_resolve(const char *name, int af, void *addrs, unsigned int nr,
		unsigned int timeout_ms);

#ifdef __cplusplus
}
#endif

#endif
