// SPDX-License-Identifier: GPL-2.0
/*
 * A program with one thread drives the network stack from its own event loop,
 * by lkl_run(): timers of TCP and of a slow loopback expire when they shall,
 * and the program sleeps in between.
 */
#include "net.h"
#include "needs.h"

#include <poll.h>
#include <time.h>

#define BYTES	(1 << 20)
#define PORT	5050

static unsigned char data[CHUNK];
static uint64_t sent, received;
static int nr_sleeps;

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

static void boot_alone(void)
{
	struct lkl_host_table table = *lkl_posix_table();
	int err;

	table.thread_create = NULL;
	table.thread_join = NULL;
	err = lkl_init_table(&table);
	if (!err)
		err = lkl_start_kernel("mem=64M loglevel=0");
	if (err)
		KTAP_BAIL("start: %s", lkl_strerror(err));
	lkl_if_up(1);
}

/* Wait as a daemon does: for descriptors of the host, too, if it has some. */
static void wait_for_kernel(int host_fd)
{
	struct pollfd pfd = { .fd = host_fd, .events = POLLIN };
	unsigned long long ns = lkl_run();

	nr_sleeps += ns > 1000000;
	poll(&pfd, 1, ns > 1000000000 ? 1000 : (int)(ns / 1000000) + !!ns);
}

static void send_some(long fd)
{
	size_t part;
	long ret;

	while (sent < BYTES) {
		part = BYTES - sent < CHUNK ? BYTES - sent : CHUNK;
		pattern(data, part, sent);
		ret = lkl_sys_send(fd, data, part, LKL_MSG_DONTWAIT);
		if (ret <= 0)
			return;
		sent += ret;
	}
}

/* Return: whether what came is what was sent. */
static int receive_some(long fd)
{
	static unsigned char want[CHUNK];
	long ret;

	while ((ret = lkl_sys_recv(fd, data, sizeof(data),
				   LKL_MSG_DONTWAIT)) > 0) {
		pattern(want, ret, received);
		if (memcmp(data, want, ret))
			return 0;
		received += ret;
	}
	return ret == -LKL_EAGAIN;
}

/* Each segment and each acknowledgement takes 20 ms. */
static void test_stream(int host_fd)
{
	struct sockaddr_in in = in4("127.0.0.1", PORT);
	long listener = listen_on(&on_lkl, &in, sizeof(in)), from, to = -1;
	double begin = now(), took;
	int good = 1;

	from = lkl_sys_socket(LKL_AF_INET,
			      LKL_SOCK_STREAM | LKL_SOCK_NONBLOCK, 0);
	lkl_sys_fcntl(listener, LKL_F_SETFL, LKL_O_NONBLOCK);
	CHECK_EQ(lkl_sys_connect(from, (void *)&in, sizeof(in)),
		 -LKL_EINPROGRESS, "a connection begins");
	while (good && received < BYTES &&
	       now() - begin < 20) {
		wait_for_kernel(host_fd);
		if (to < 0)
			to = lkl_sys_accept(listener, NULL, NULL);
		send_some(from);
		if (to >= 0)
			good = receive_some(to);
	}
	took = now() - begin;
	CHECK(good && received == BYTES, "a stream arrives");
	CHECK(took >= 0.06, "as slowly as the loopback is, %.0f ms",
	      took * 1000);
	CHECK(nr_sleeps >= 3, "the program slept meanwhile, %d times",
	      nr_sleeps);
}

int main(void)
{
	int fds[2], host[2];
	long ep;

	if (KERNEL_NEEDS(thread_create))
		KTAP_SKIP_ALL("host: this kernel needs one with threads");
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds) || pipe(host))
		KTAP_BAIL("socketpair");
	KTAP_PLAN(8);
	boot_alone();
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0]),
		 -LKL_ENOSYS, "an interface needs threads");
	ep = lkl_sys_epoll_create1(0);
	CHECK_EQ(lkl_event_open(ep, LKL_POLLIN), -LKL_ENOSYS,
		 "so does an event");
	CHECK_EQ(lkl_qdisc_add(1, "root", "netem delay 20ms"), 0,
		 "a slow loopback");
	test_stream(host[0]);
	CHECK_EQ(lkl_sys_halt(), 0, "halt");
	return KTAP_END();
}
