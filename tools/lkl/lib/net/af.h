/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Addresses of both families, and the tables of routes of interfaces.
 */
#ifndef _LKL_NET_AF_H
#define _LKL_NET_AF_H

#include <lkl_sys.h>

/** lkl__af_bytes() - bytes of an address of family @af, or 0 */
static inline unsigned int lkl__af_bytes(int af)
{
	return af == LKL_AF_INET ? 4 : af == LKL_AF_INET6 ? 16 : 0;
}

/** lkl__af_table() - the table of routes of an interface's own */
static inline unsigned int lkl__af_table(int ifindex, int af)
{
	return 2 * (unsigned int)ifindex + (af == LKL_AF_INET6);
}

#endif
