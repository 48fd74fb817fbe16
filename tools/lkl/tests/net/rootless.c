// SPDX-License-Identifier: GPL-2.0
/*
 * Back ends that need no rights are used by somebody who has none, and so is a
 * tap that belongs to them. slirp.c and passt.c do the same.
 */
#include "frames.h"
#include "vde_switch.h"

#include <sys/stat.h>

#define NR_FRAMES	500

static char dir[64];

/* One by one, so that there is room for each. */
static int pass_singly(int from, int to)
{
	int i;

	for (i = 0; i < NR_FRAMES && pass_frames(from, to, 1) == 1; i++)
		;
	return i;
}

static int pass_all(int from, int to)
{
	return pass_frames(from, to, NR_FRAMES);
}

/* Two interfaces, each the other end of the other. */
static void test_ends(const char *what, int (*pass)(int from, int to),
		      int a, int b)
{
	int if_a = if_setup(a, "10.1.0.1", 24);
	int if_b = if_setup(b, "10.2.0.1", 24);

	CHECK(if_a > 0 && if_b > 0, "%s: interfaces (%d, %d)", what, a, b);
	CHECK_EQ(pass(if_a, if_b), NR_FRAMES, "%s: frames", what);
	CHECK_EQ(pass(if_b, if_a), NR_FRAMES, "%s: and back", what);
	lkl_netdev_close(a);
	lkl_netdev_close(b);
}

static void test_pair(const char *what, int type)
{
	int fds[2];

	if (socketpair(AF_UNIX, type, 0, fds))
		KTAP_BAIL("socketpair");
	test_ends(what, pass_all,
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
	test_ends("pipe", pass_all,
		  NETDEV_OPEN(.from = LKL_NETDEV_PIPE, .name = names[0]),
		  NETDEV_OPEN(.from = LKL_NETDEV_PIPE, .name = names[1]));
	unlink(fifos[0]);
	unlink(fifos[1]);
}

static void test_vde(void)
{
	char path[80];
	pid_t pid;
	int a;

	snprintf(path, sizeof(path), "%s/switch", dir);
	pid = start_switch(path);
	a = NETDEV_OPEN(.from = LKL_NETDEV_VDE, .name = path);
	/* A switch that is not fast enough loses frames. */
	test_ends("vde", pass_singly, a,
		  NETDEV_OPEN(.from = LKL_NETDEV_VDE, .name = path));
	stop_switch(pid);
}

static int has_vde(void)
{
	int err = NETDEV_OPEN(.from = LKL_NETDEV_VDE, .name = "/absent");

	return err != -LKL_ENOSYS && has_switch();
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
	int is_user = own_namespace(), i;

	host("ip tuntap add tap0 mode tap user %d", is_user ? 0 : NOBODY);
	host("ip addr add 10.9.0.1/24 dev tap0; ip link set tap0 up");
	drop_rights(is_user);
	snprintf(dir, sizeof(dir), "%s/lkl-rootless-XXXXXX", P_tmpdir);
	if (!mkdtemp(dir))
		KTAP_BAIL("mkdtemp");
	KTAP_PLAN(2 + 4 * 3 + 3);
	boot("mem=64M");
	test_tap();
	test_pair("seqpacket", SOCK_SEQPACKET);
	test_pair("dgram", SOCK_DGRAM);
	test_pair("stream", SOCK_STREAM);
	test_fifos();
	if (has_vde()) {
		test_vde();
	} else {
		for (i = 0; i < 3; i++)
			KTAP_SKIP("vde", "package: vde2, libvdeplug-dev");
	}
	lkl_sys_halt();
	rmdir(dir);
	return KTAP_END();
}
