// SPDX-License-Identifier: GPL-2.0
/*
 * What an interface is connected to dies while traffic flows: the interface
 * loses its carrier, and the program lives.
 */
#include "net.h"

#include <sys/stat.h>

static int has_carrier(int ifindex)
{
	struct lkl_ifreq ifr;
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);

	memset(&ifr, 0, sizeof(ifr));
	ifr.lkl_ifr_ifindex = ifindex;
	lkl_sys_ioctl(fd, LKL_SIOCGIFNAME, (long)&ifr);
	lkl_sys_ioctl(fd, LKL_SIOCGIFFLAGS, (long)&ifr);
	lkl_sys_close(fd);
	return !!(ifr.lkl_ifr_flags & LKL_IFF_RUNNING);
}

static int sending;

/* Frames that nobody answers, for as long as there is somebody to take them. */
static void *flood(void *arg)
{
	struct sockaddr_in in = in4("10.9.0.1", 9);
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	static char data[1000];

	(void)arg;
	while (__atomic_load_n(&sending, __ATOMIC_RELAXED))
		lkl_sys_sendto(fd, data, sizeof(data), LKL_MSG_DONTWAIT,
			       (void *)&in, sizeof(in));
	lkl_sys_close(fd);
	return NULL;
}

static int wait_carrier(int id, int ifindex)
{
	int i;

	for (i = 0; i < 500; i++) {
		if (lkl_netdev_carrier(id) < 0 && !has_carrier(ifindex))
			return 1;
		usleep(10000);
	}
	return 0;
}

/* @die makes an end of what interface @id was connected to. */
static void test_death(const char *what, int id, void (*die)(void))
{
	uint8_t mac[6] = { 2, 2, 3, 4, 5, 6 };
	unsigned int peer = inet_addr("10.9.0.1");
	int ifindex = if_setup(id, "10.9.0.2", 24), i;
	pthread_t thread;

	/* The kernel sees to that a little later. */
	for (i = 0; i < 500 && !has_carrier(ifindex); i++)
		usleep(10000);
	CHECK(ifindex > 0 && has_carrier(ifindex), "%s: carrier", what);
	lkl_add_neighbor(ifindex, LKL_AF_INET, &peer, mac);
	__atomic_store_n(&sending, 1, __ATOMIC_RELAXED);
	pthread_create(&thread, NULL, flood, NULL);
	usleep(100000);
	die();
	CHECK(wait_carrier(id, ifindex), "%s: no carrier any more", what);
	KTAP_DIAG("%s: %s", what, strerror(-lkl_netdev_carrier(id)));
	usleep(100000);
	__atomic_store_n(&sending, 0, __ATOMIC_RELAXED);
	pthread_join(thread, NULL);
	CHECK_EQ(lkl_netdev_close(id), 0, "%s: it can be closed", what);
}

static void delete_tap(void)
{
	host("ip link del tap0");
}

static void delete_veth(void)
{
	host("ip link del v0");
}

static int fds[2];

static void close_other(void)
{
	close(fds[1]);
}

static void test_pair(const char *what, int type)
{
	int id;

	if (socketpair(AF_UNIX, type, 0, fds))
		KTAP_BAIL("socketpair");
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0]);
	test_death(what, id, close_other);
	close(fds[0]);
}

static void send_nonsense(void)
{
	static const char nonsense[] = "\xff\xff\xff\xff this is no frame";

	if (write(fds[1], nonsense, sizeof(nonsense)) < 0)
		KTAP_BAIL("write");
}

static void test_nonsense(void)
{
	int id;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, fds))
		KTAP_BAIL("socketpair");
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0]);
	test_death("nonsense in a stream", id, send_nonsense);
	close(fds[0]);
	close(fds[1]);
}

int main(void)
{
	own_namespace();
	host("ip link add v0 type veth peer name v1");
	host("ip link set v0 up; ip link set v1 up");
	host("ip tuntap add tap0 mode tap; ip link set tap0 up");
	KTAP_PLAN(6 * 3 + 1);
	boot("mem=64M");
	test_death("tap", NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap0"),
		   delete_tap);
	test_death("packet socket",
		   NETDEV_OPEN(.from = LKL_NETDEV_RAW, .name = "v1"),
		   delete_veth);
	test_pair("stream", SOCK_STREAM);
	test_pair("seqpacket", SOCK_SEQPACKET);
	test_pair("dgram", SOCK_DGRAM);
	test_nonsense();
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel lives until it is halted");
	return KTAP_END();
}
