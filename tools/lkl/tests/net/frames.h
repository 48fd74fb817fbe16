/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Frames from one interface of a kernel to another, of which each is the other
 * end of the other.
 */
#ifndef LKL_TESTS_FRAMES_H
#define LKL_TESTS_FRAMES_H

#include "net.h"

#include <lkl/linux/if_ether.h>
#include <lkl/linux/if_packet.h>

#define FRAME_BYTES	2048

/* A packet socket of a protocol that nobody else uses. */
static long packet_socket(int ifindex)
{
	struct lkl_sockaddr_ll addr = {
		.sll_family = LKL_AF_PACKET,
		.sll_protocol = htons(0x88b5),
		.sll_ifindex = ifindex,
	};
	struct lkl_timeval five = { .tv_sec = 5 };
	int bytes = 1 << 22;
	long fd = lkl_sys_socket(LKL_AF_PACKET, LKL_SOCK_RAW, 0);

	lkl_sys_setsockopt(fd, LKL_SOL_SOCKET, LKL_SO_RCVTIMEO_NEW,
			   (void *)&five, sizeof(five));
	lkl_sys_setsockopt(fd, LKL_SOL_SOCKET, LKL_SO_RCVBUFFORCE,
			   (void *)&bytes, sizeof(bytes));
	if (lkl_sys_bind(fd, (void *)&addr, sizeof(addr)))
		KTAP_BAIL("packet socket");
	return fd;
}

/* Number @nr. Return: its bytes. */
static int frame(unsigned char *buf, unsigned int nr)
{
	int bytes = 60 + nr * 7 % 1400;

	memset(buf, 0xff, 6);
	memset(buf + 6, 2, 6);
	buf[12] = 0x88;
	buf[13] = 0xb5;
	pattern(buf + 14, bytes - 14, nr);
	return bytes;
}

struct sender {
	long fd;
	unsigned int nr;
};

static void *send_frames(void *arg)
{
	unsigned char buf[FRAME_BYTES];
	struct sender *s = arg;
	unsigned int i;
	int bytes;

	for (i = 0; i < s->nr; i++) {
		bytes = frame(buf, i);
		while (lkl_sys_send(s->fd, buf, bytes, 0) == -LKL_ENOBUFS)
			usleep(100);
	}
	return NULL;
}

static int receive_frames(long fd, unsigned int nr)
{
	unsigned char buf[FRAME_BYTES], want[FRAME_BYTES];
	unsigned int i;

	for (i = 0; i < nr; i++) {
		if (lkl_sys_recv(fd, buf, sizeof(buf), 0) != frame(want, i))
			break;
		if (memcmp(buf, want, frame(want, i)))
			break;
	}
	return i;
}

/* Return: how many of @nr frames came, as they were and in order. */
static UNUSED int pass_frames(int from, int to, unsigned int nr)
{
	struct sender sender = { .nr = nr };
	pthread_t thread;
	long fd = packet_socket(to);
	int got;

	sender.fd = packet_socket(from);
	pthread_create(&thread, NULL, send_frames, &sender);
	got = receive_frames(fd, nr);
	pthread_join(thread, NULL);
	lkl_sys_close(sender.fd);
	lkl_sys_close(fd);
	return got;
}

/* The same one by one, so that there is room for each. */
static UNUSED int pass_singly(int from, int to, unsigned int nr)
{
	unsigned int i;

	for (i = 0; i < nr && pass_frames(from, to, 1) == 1; i++)
		;
	return i;
}

/* Three results: two interfaces, each the other end of the other. */
static UNUSED void test_ends(const char *what,
			     int (*pass)(int from, int to, unsigned int nr),
			     int a, int b)
{
	int if_a = if_setup(a, "10.1.0.1", 24);
	int if_b = if_setup(b, "10.2.0.1", 24);

	CHECK(if_a > 0 && if_b > 0, "%s: interfaces (%d, %d)", what, a, b);
	CHECK_EQ(pass(if_a, if_b, 500), 500, "%s: frames", what);
	CHECK_EQ(pass(if_b, if_a, 500), 500, "%s: and back", what);
	lkl_netdev_close(a);
	lkl_netdev_close(b);
}

#endif
