// SPDX-License-Identifier: GPL-2.0
/*
 * Back ends as programs for lkl/linux create them.
 */
#include <stddef.h>

#include "dev/net/net_fd.h"
#include "lkl_netdev.h"

/* Those that the caller wants; -1 is all of them. */
static struct lkl_netdev *limit(struct lkl__net *net, int offload)
{
	if (offload != -1)
		net->features &= (unsigned int)offload;
	return &net->nd;
}

struct lkl_netdev *lkl_netdev_tap_create(const char *ifname, int offload)
{
	struct lkl__net *net = NULL;

	if (lkl__net_open_tap(ifname, 1, &net))
		return NULL;
	return limit(net, offload);
}

struct lkl_netdev *lkl_netdev_macvtap_create(const char *path, int offload)
{
	struct lkl__net *net = NULL;

	if (lkl__net_open_macvtap(path, 1, &net))
		return NULL;
	return limit(net, offload);
}

struct lkl_netdev *lkl_netdev_pipe_create(const char *ifname, int offload)
{
	struct lkl__net *net = NULL;

	if (lkl__net_open_pipe(ifname, offload != 0, &net))
		return NULL;
	return limit(net, offload);
}

struct lkl_netdev *lkl_netdev_raw_create(const char *ifname)
{
	struct lkl__net *net = NULL;

	if (lkl__net_open_raw(ifname, true, &net))
		return NULL;
	return limit(net, -1);
}

struct lkl_netdev *lkl_netdev_vde_create(const char *switch_path)
{
	struct lkl__net *net = NULL;

	if (lkl__net_open_vde(switch_path, &net))
		return NULL;
	return limit(net, -1);
}
