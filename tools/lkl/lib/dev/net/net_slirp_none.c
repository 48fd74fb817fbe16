// SPDX-License-Identifier: GPL-2.0
/*
 * libslirp as the other end of an interface, where there is none.
 */
#include <errno.h>

#include "dev/net/net_fd.h"

int lkl__net_open_slirp(const char *forward, struct lkl__net **net)
{
	(void)forward;
	(void)net;
	return -ENOSYS;
}
