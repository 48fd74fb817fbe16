// SPDX-License-Identifier: GPL-2.0
/*
 * Back ends as programs for lkl/linux create them.
 */
#include <stddef.h>

#include "dev/net/net_fd.h"
#include "host/posix/cancel.h"
#include "lkl_netdev.h"

/*
 * What became of opening, by a thread that was kept from being cancelled. Of
 * the offloads those that the caller wants; -1 is all of them.
 */
static struct lkl_netdev *opened(int err, struct lkl__net *net, int offload,
				 int cancel)
{
	lkl__cancel_restore(cancel);
	if (err)
		return NULL;
	if (offload != -1)
		net->features &= (unsigned int)offload;
	return &net->nd;
}

struct lkl_netdev *lkl_netdev_tap_create(const char *ifname, int offload)
{
	int cancel = lkl__cancel_disable(), err;
	struct lkl__net *net = NULL;

	err = lkl__net_open_tap(ifname, 1, &net);
	return opened(err, net, offload, cancel);
}

struct lkl_netdev *lkl_netdev_macvtap_create(const char *path, int offload)
{
	int cancel = lkl__cancel_disable(), err;
	struct lkl__net *net = NULL;

	err = lkl__net_open_macvtap(path, 1, &net);
	return opened(err, net, offload, cancel);
}

struct lkl_netdev *lkl_netdev_pipe_create(const char *ifname, int offload)
{
	int cancel = lkl__cancel_disable(), err;
	struct lkl__net *net = NULL;

	err = lkl__net_open_pipe(ifname, offload != 0, &net);
	return opened(err, net, offload, cancel);
}

struct lkl_netdev *lkl_netdev_raw_create(const char *ifname)
{
	int cancel = lkl__cancel_disable(), err;
	struct lkl__net *net = NULL;

	err = lkl__net_open_raw(ifname, true, &net);
	return opened(err, net, -1, cancel);
}

struct lkl_netdev *lkl_netdev_vde_create(const char *switch_path)
{
	int cancel = lkl__cancel_disable(), err;
	struct lkl__net *net = NULL;

	err = lkl__net_open_vde(switch_path, &net);
	return opened(err, net, -1, cancel);
}
