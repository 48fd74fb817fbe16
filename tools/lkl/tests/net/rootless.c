// SPDX-License-Identifier: GPL-2.0
/*
 * Back ends that need no rights are used by somebody who has none, and so is a
 * tap that belongs to them. slirp.c, passt.c and vde_rootless.c do the same.
 */
#include "frames.h"

#include <sys/stat.h>

static char dir[64];

static void test_pair(const char *what, int type)
{
	int fds[2];

	if (socketpair(AF_UNIX, type, 0, fds))
		KTAP_BAIL("socketpair");
	test_ends(what, pass_frames,
		  NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0]),
		  NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[1]));
	close(fds[0]);
	close(fds[1]);
}

static void test_fifos(void)
{
	char fifos[2][80], names[2][168];
	int i;

	for (i = 0; i < 2; i++) {
		snprintf(fifos[i], sizeof(fifos[i]), "%s/%d", dir, i);
		if (mkfifo(fifos[i], 0600))
			KTAP_BAIL("mkfifo");
	}
	for (i = 0; i < 2; i++)
		snprintf(names[i], sizeof(names[i]), "%s|%s", fifos[i],
			 fifos[!i]);
	test_ends("pipe", pass_frames,
		  NETDEV_OPEN(.from = LKL_NETDEV_PIPE, .name = names[0]),
		  NETDEV_OPEN(.from = LKL_NETDEV_PIPE, .name = names[1]));
	unlink(fifos[0]);
	unlink(fifos[1]);
}

static void test_tap(void)
{
	int id = NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap0");

	CHECK(if_setup(id, "10.9.0.2", 24) > 0, "a tap of ours (%d)", id);
	CHECK(tcp(&on_lkl, &on_host, "10.9.0.1", 1 << 20) &&
	      tcp(&on_host, &on_lkl, "10.9.0.2", 1 << 20), "tap: traffic");
	lkl_netdev_close(id);
}

int main(void)
{
	int is_user = own_namespace();

	host("ip tuntap add tap0 mode tap user %d", is_user ? 0 : NOBODY);
	host("ip addr add 10.9.0.1/24 dev tap0; ip link set tap0 up");
	drop_rights(is_user);
	snprintf(dir, sizeof(dir), "%s/lkl-rootless-XXXXXX", P_tmpdir);
	if (!mkdtemp(dir))
		KTAP_BAIL("mkdtemp");
	KTAP_PLAN(2 + 4 * 3);
	boot("mem=64M");
	test_tap();
	test_pair("seqpacket", SOCK_SEQPACKET);
	test_pair("dgram", SOCK_DGRAM);
	test_pair("stream", SOCK_STREAM);
	test_fifos();
	lkl_sys_halt();
	rmdir(dir);
	return KTAP_END();
}
