// SPDX-License-Identifier: GPL-2.0
/*
 * Two kernels that are connected by two fifos, one of them by the interface of
 * programs for lkl/linux.
 */
#include "net.h"

#include <sys/stat.h>

#define BYTES	(4 << 20)

static char names[2][168];

static struct lkl_netdev *other_pipe(struct lkl *k, const char *name)
{
	return SYMBOL(k, lkl_netdev_pipe_create)(name, -1);
}

static int other_setup(struct lkl *k, struct lkl_netdev *nd)
{
	int id = SYMBOL(k, lkl_netdev_add)(nd, NULL);
	int ifindex = SYMBOL(k, lkl_netdev_get_ifindex)(id);

	if (SYMBOL(k, lkl_if_set_ipv4)(ifindex, inet_addr("10.9.0.3"), 24) ||
	    SYMBOL(k, lkl_if_up)(ifindex))
		KTAP_BAIL("the other kernel's interface");
	return id;
}

int main(void)
{
	char dir[64], fifos[2][80];
	struct stack other = { 0 };
	struct lkl_netdev *nd;
	int i, id, other_id;

	snprintf(dir, sizeof(dir), "%s/lkl-pipe-XXXXXX", P_tmpdir);
	if (!mkdtemp(dir))
		KTAP_BAIL("mkdtemp");
	for (i = 0; i < 2; i++) {
		snprintf(fifos[i], sizeof(fifos[i]), "%s/%d", dir, i);
		if (mkfifo(fifos[i], 0600))
			KTAP_BAIL("mkfifo");
	}
	snprintf(names[0], sizeof(names[0]), "%s|%s", fifos[0], fifos[1]);
	snprintf(names[1], sizeof(names[1]), "%s|%s", fifos[1], fifos[0]);

	KTAP_PLAN(5);
	boot("mem=64M");
	id = NETDEV_OPEN(.from = LKL_NETDEV_PIPE, .name = names[0],
			 .vnet_hdr = 1);
	CHECK(if_setup(id, "10.9.0.2", 24) > 0, "two fifos are an interface");
	other.kernel = start_other();
	nd = other_pipe(other.kernel, names[1]);
	CHECK(nd, "and the other way round");
	other_id = other_setup(other.kernel, nd);
	CHECK(udp(&on_lkl, &other, "10.9.0.3", 20000) &&
	      udp(&other, &on_lkl, "10.9.0.2", 20000), "UDP");
	CHECK(tcp(&on_lkl, &other, "10.9.0.3", BYTES), "TCP out");
	CHECK(tcp(&other, &on_lkl, "10.9.0.2", BYTES), "TCP in");
	lkl_kernel_halt(other.kernel);
	SYMBOL(other.kernel, lkl_netdev_remove)(other_id);
	SYMBOL(other.kernel, lkl_netdev_free)(nd);
	lkl_unload(other.kernel);
	lkl_sys_halt();
	lkl_netdev_close(id);
	unlink(fifos[0]);
	unlink(fifos[1]);
	rmdir(dir);
	return KTAP_END();
}
