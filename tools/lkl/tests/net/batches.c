// SPDX-License-Identifier: GPL-2.0
/*
 * Frames that come or go at a time are handed to sockets of the host, and taken
 * from them, by few calls.
 */
#include "net.h"

#include <pthread.h>
#include <sys/socket.h>

#define FRAMES		64
#define BYTES		100

/* Of calls that moved frames: how many, and how many frames. */
struct moved {
	unsigned int calls, frames;
};

static struct moved sent, received;

static int count(struct moved *moved, long ret)
{
	if (ret > 0) {
		__atomic_fetch_add(&moved->calls, 1, __ATOMIC_RELAXED);
		__atomic_fetch_add(&moved->frames, ret, __ATOMIC_RELAXED);
	}
	return ret;
}

/* The library's calls come here instead of to libc. */
int sendmmsg(int fd, struct mmsghdr *msgs, unsigned int nr, int flags)
{
	return count(&sent, syscall(SYS_sendmmsg, fd, msgs, nr, flags));
}

int recvmmsg(int fd, struct mmsghdr *msgs, unsigned int nr, int flags,
	     struct timespec *timeout)
{
	return count(&received, syscall(SYS_recvmmsg, fd, msgs, nr, flags,
					timeout));
}

static int wait_for(const unsigned int *frames, unsigned int nr)
{
	int i;

	for (i = 0; i < 500; i++) {
		if (__atomic_load_n(frames, __ATOMIC_RELAXED) >= nr)
			return 1;
		usleep(10000);
	}
	return 0;
}

/* Of a protocol nobody answers; they lie there when the interface comes. */
static void put_frames(int wire)
{
	unsigned char frame[BYTES] = { 0 };
	int i;

	memset(frame, 0xff, 6);
	frame[12] = 0x88;
	frame[13] = 0xb5;
	for (i = 0; i < FRAMES; i++) {
		if (write(wire, frame, sizeof(frame)) != sizeof(frame))
			KTAP_BAIL("write: %s", strerror(errno));
	}
}

/* Datagrams to somebody who is known, all by one call. */
static long send_datagrams(int ifindex)
{
	static struct lkl_mmsghdr msgs[FRAMES];
	struct sockaddr_in in = in4("10.9.0.1", 9);
	unsigned int peer = in.sin_addr.s_addr, i;
	struct lkl_iovec iov = { .iov_base = "x", .iov_len = 1 };
	uint8_t mac[6] = { 2, 2, 3, 4, 5, 6 };
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0), ret;

	lkl_add_neighbor(ifindex, LKL_AF_INET, &peer, mac);
	for (i = 0; i < FRAMES; i++) {
		msgs[i].msg_hdr.msg_name = &in;
		msgs[i].msg_hdr.msg_namelen = sizeof(in);
		msgs[i].msg_hdr.msg_iov = &iov;
		msgs[i].msg_hdr.msg_iovlen = 1;
	}
	ret = lkl_sys_sendmmsg(fd, msgs, FRAMES, 0);
	lkl_sys_close(fd);
	return ret;
}

int main(void)
{
	int fds[2], id, ifindex;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	KTAP_PLAN(3);
	/* The other family sends frames of its own at any time. */
	boot("mem=64M ipv6.disable=1");
	put_frames(fds[1]);
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0]);
	ifindex = if_setup(id, "10.9.0.2", 24);
	CHECK(ifindex > 0 && wait_for(&received.frames, FRAMES) &&
	      received.calls <= FRAMES / 4, "%u frames came by %u calls",
	      received.frames, received.calls);
	CHECK_EQ(send_datagrams(ifindex), FRAMES, "datagrams");
	CHECK(wait_for(&sent.frames, FRAMES) && sent.calls <= FRAMES / 4,
	      "%u frames went by %u calls", sent.frames, sent.calls);
	lkl_netdev_close(id);
	lkl_sys_halt();
	return KTAP_END();
}
