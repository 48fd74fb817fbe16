// SPDX-License-Identifier: GPL-2.0
/*
 * A port of a VDE switch as the other end of an interface, where there is no
 * VDE.
 */
#include <errno.h>

#include "dev/net/net_fd.h"

int lkl__net_open_vde(const char *path, struct lkl__net **net)
{
	(void)path;
	(void)net;
	return -ENOSYS;
}
