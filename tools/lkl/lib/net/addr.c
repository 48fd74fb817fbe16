// SPDX-License-Identifier: GPL-2.0
/*
 * Addresses of interfaces.
 */
#include <stdint.h>
#include <string.h>

#include <lkl_net.h>
#include <lkl_netlink.h>
#include <lkl_sys.h>
#include <lkl/linux/rtnetlink.h>

#include "net/af.h"

/* Looks at the state of an address, and how often. */
#define DAD_LOOK_MS	20
#define DAD_LOOKS	250

static int change(unsigned int type, unsigned int flags, int ifindex, int af,
		  const void *addr, unsigned int len)
{
	unsigned int bytes = lkl__af_bytes(af);
	struct lkl_ifaddrmsg header = {
		.ifa_family = af,
		.ifa_prefixlen = len,
		.ifa_index = ifindex,
	};
	struct lkl_nl nl;

	if (!bytes)
		return -LKL_EAFNOSUPPORT;
	if (len > 8 * bytes)
		return -LKL_EINVAL;
	if (ifindex <= 0)
		return -LKL_ENODEV;
	lkl_nl_begin(&nl, type, flags, &header, sizeof(header));
	lkl_nl_put(&nl, LKL_IFA_LOCAL, addr, bytes);
	lkl_nl_put(&nl, LKL_IFA_ADDRESS, addr, bytes);
	return lkl_nl_talk(&nl, LKL_NETLINK_ROUTE);
}

int lkl_if_add_ip(int ifindex, int af, void *addr, unsigned int len)
{
	return change(LKL_RTM_NEWADDR, LKL_NLM_F_CREATE | LKL_NLM_F_EXCL,
		      ifindex, af, addr, len);
}

int lkl_if_del_ip(int ifindex, int af, void *addr, unsigned int len)
{
	return change(LKL_RTM_DELADDR, 0, ifindex, af, addr, len);
}

static int set(int ifindex, int af, void *addr, unsigned int len)
{
	return change(LKL_RTM_NEWADDR, LKL_NLM_F_CREATE | LKL_NLM_F_REPLACE,
		      ifindex, af, addr, len);
}

int lkl_if_set_ipv4(int ifindex, unsigned int addr, unsigned int len)
{
	return set(ifindex, LKL_AF_INET, &addr, len);
}

int lkl_if_set_ipv6(int ifindex, void *addr, unsigned int len)
{
	return set(ifindex, LKL_AF_INET6, addr, len);
}

struct dad {
	int ifindex;
	const void *addr;
	uint32_t flags;
	int found;
};

static int take_address(void *arg, const struct lkl_nlmsghdr *message)
{
	const struct lkl_ifaddrmsg *info = LKL_NLMSG_DATA(message);
	struct dad *dad = arg;
	const void *addr, *flags;
	size_t bytes;

	addr = lkl_nl_find(message, sizeof(*info), LKL_IFA_ADDRESS, &bytes);
	if ((int)info->ifa_index != dad->ifindex || !addr || bytes != 16 ||
	    memcmp(addr, dad->addr, 16))
		return 0;
	dad->found = 1;
	dad->flags = info->ifa_flags;
	flags = lkl_nl_find(message, sizeof(*info), LKL_IFA_FLAGS, &bytes);
	if (flags && bytes == sizeof(dad->flags))
		memcpy(&dad->flags, flags, sizeof(dad->flags));
	return 0;
}

/* Return: 1 while it is not known whether the address can be used. */
static int is_tentative(int ifindex, const void *addr)
{
	struct lkl_ifaddrmsg header = { .ifa_family = LKL_AF_INET6 };
	struct dad dad = { .ifindex = ifindex, .addr = addr };
	struct lkl_nl nl;
	int err;

	lkl_nl_begin(&nl, LKL_RTM_GETADDR, LKL_NLM_F_DUMP, &header,
		     sizeof(header));
	err = lkl_nl_ask(&nl, LKL_NETLINK_ROUTE, take_address, &dad);
	if (err)
		return err;
	if (!dad.found)
		return -LKL_EADDRNOTAVAIL;
	if (dad.flags & LKL_IFA_F_DADFAILED)
		return -LKL_EADDRINUSE;
	return !!(dad.flags & LKL_IFA_F_TENTATIVE);
}

int lkl_if_wait_ipv6_dad(int ifindex, void *addr)
{
	int i, ret;

	for (i = 0; i < DAD_LOOKS; i++) {
		ret = is_tentative(ifindex, addr);
		if (ret <= 0)
			return ret;
		lkl_sys_poll(NULL, 0, DAD_LOOK_MS);
	}
	return -LKL_ETIMEDOUT;
}
