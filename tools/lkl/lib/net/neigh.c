// SPDX-License-Identifier: GPL-2.0
/*
 * Neighbours whose address is known beforehand.
 */
#include <lkl_net.h>
#include <lkl_netlink.h>
#include <lkl_sys.h>
#include <lkl/linux/neighbour.h>
#include <lkl/linux/rtnetlink.h>

#include "net/af.h"

#define MAC_BYTES	6

int lkl_add_neighbor(int ifindex, int af, void *addr, void *mac)
{
	unsigned int bytes = lkl__af_bytes(af);
	struct lkl_ndmsg header = {
		.ndm_family = af,
		.ndm_ifindex = ifindex,
		.ndm_state = LKL_NUD_PERMANENT,
		.ndm_type = LKL_RTN_UNICAST,
	};
	struct lkl_nl nl;

	if (!bytes)
		return -LKL_EAFNOSUPPORT;
	lkl_nl_begin(&nl, LKL_RTM_NEWNEIGH,
		     LKL_NLM_F_CREATE | LKL_NLM_F_REPLACE, &header,
		     sizeof(header));
	lkl_nl_put(&nl, LKL_NDA_DST, addr, bytes);
	lkl_nl_put(&nl, LKL_NDA_LLADDR, mac, MAC_BYTES);
	return lkl_nl_talk(&nl, LKL_NETLINK_ROUTE);
}
