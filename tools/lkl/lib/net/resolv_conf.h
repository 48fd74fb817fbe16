/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The nameservers in /etc/resolv.conf inside.
 */
#ifndef _LKL_NET_RESOLV_CONF_H
#define _LKL_NET_RESOLV_CONF_H

#include <lkl_sys.h>
#include <lkl/linux/in6.h>

/** define LKL__NAMESERVERS - how many are used, the first ones */
#define LKL__NAMESERVERS	3

/** struct lkl__nameserver - a nameserver */
struct lkl__nameserver {
	/** @family: LKL_AF_INET or LKL_AF_INET6 */
	int family;
	/** @addr_bytes: size of what is used of @addr */
	int addr_bytes;
	/** @addr: its address and port */
	union {
		struct lkl_sockaddr_in in;
		struct lkl_sockaddr_in6 in6;
	} addr;
};

/**
 * lkl__resolv_conf() - find the nameservers
 * @servers: filled in, LKL__NAMESERVERS of them
 *
 * Return: how many; -EDESTADDRREQ if there is none.
 */
int lkl__resolv_conf(struct lkl__nameserver *servers);

#endif
