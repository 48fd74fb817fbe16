// SPDX-License-Identifier: GPL-2.0
/*
 * Threads wait for the network by signalfd and futex: a socket whose signals
 * are read beside another, and a queue that a receiving thread fills.
 */
#include "net.h"

#include <lkl/linux/fcntl.h>
#include <lkl/linux/futex.h>
#include <lkl/linux/signalfd.h>

#define NR_MESSAGES	1000
#define NR_SLOTS	8

#define MASK(sig)	(1UL << ((sig) - 1))

static long udp_socket(int port)
{
	struct sockaddr_in in = in4("127.0.0.1", port);
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);

	lkl_sys_bind(fd, (void *)&in, sizeof(in));
	return fd;
}

static void send_number(long fd, int port, uint32_t number)
{
	struct sockaddr_in in = in4("127.0.0.1", port);

	lkl_sys_sendto(fd, (void *)&number, sizeof(number), 0, (void *)&in,
		       sizeof(in));
}

/* Have a socket send this thread a signal when data has come. */
static int ask_for_signal(long fd, int sig)
{
	struct lkl_f_owner_ex owner = {
		.type = LKL_F_OWNER_TID,
		.pid = lkl_sys_gettid(),
	};
	long err;

	err = lkl_sys_fcntl(fd, LKL_F_SETOWN_EX, (long)&owner);
	if (!err)
		err = lkl_sys_fcntl(fd, LKL_F_SETSIG, sig);
	if (!err)
		err = lkl_sys_fcntl(fd, LKL_F_SETFL,
				    LKL_O_NONBLOCK | LKL_FASYNC);
	return err;
}

static void test_signalfd(void)
{
	unsigned long mask = MASK(LKL_SIGIO) | MASK(LKL_SIGUSR1);
	long fd = udp_socket(5010), other = udp_socket(5011), sfd, ep;
	struct lkl_epoll_event ev = { .events = LKL_EPOLLIN, .data = 1 };
	struct lkl_signalfd_siginfo info = { 0 };
	uint32_t number = 0;

	lkl_sys_rt_sigprocmask(LKL_SIG_BLOCK, (void *)&mask, NULL,
			       sizeof(mask));
	sfd = lkl_sys_signalfd4(-1, (void *)&mask, sizeof(mask),
				LKL_SFD_NONBLOCK);
	ep = lkl_sys_epoll_create1(0);
	lkl_sys_epoll_ctl(ep, LKL_EPOLL_CTL_ADD, sfd, &ev);
	CHECK_EQ(ask_for_signal(fd, LKL_SIGIO), 0,
		 "a socket that sends a signal");
	CHECK_EQ(lkl_sys_epoll_wait(ep, &ev, 1, 0), 0, "nothing yet");
	send_number(other, 5010, 77);
	ev.data = 0;
	CHECK(lkl_sys_epoll_wait(ep, &ev, 1, 5000) == 1 && ev.data == 1,
	      "an epoll tells of the signalfd");
	CHECK(lkl_sys_read(sfd, (void *)&info, sizeof(info)) ==
	      sizeof(info) && info.ssi_signo == LKL_SIGIO &&
	      info.ssi_fd == fd && info.ssi_band & LKL_POLLIN,
	      "which tells of the socket");
	CHECK(lkl_sys_recv(fd, &number, sizeof(number), 0) ==
	      sizeof(number) && number == 77, "which has data");
	CHECK_EQ(lkl_sys_read(sfd, (void *)&info, sizeof(info)), -LKL_EAGAIN,
		 "and no more");
	lkl_sys_close(ep);
	lkl_sys_close(sfd);
	lkl_sys_close(other);
	lkl_sys_close(fd);
}

/* What one thread received, for another; counted, and waited for, by futex. */
static struct {
	uint32_t slots[NR_SLOTS];
	uint32_t in, out;
} queue;

static void wait_change(uint32_t *word, uint32_t old)
{
	lkl_sys_futex(word, LKL_FUTEX_WAIT_PRIVATE, old, NULL, NULL, 0);
}

static void count_up(uint32_t *word)
{
	__atomic_fetch_add(word, 1, __ATOMIC_SEQ_CST);
	lkl_sys_futex(word, LKL_FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}

static uint32_t load(uint32_t *word)
{
	return __atomic_load_n(word, __ATOMIC_SEQ_CST);
}

static void *receive_numbers(void *arg)
{
	long fd = *(long *)arg;
	uint32_t number, out;
	int i;

	for (i = 0; i < NR_MESSAGES; i++) {
		if (lkl_sys_recv(fd, &number, sizeof(number), 0) <= 0)
			break;
		while (queue.in - (out = load(&queue.out)) == NR_SLOTS)
			wait_change(&queue.out, out);
		queue.slots[queue.in % NR_SLOTS] = number;
		count_up(&queue.in);
	}
	return NULL;
}

static void test_futex(void)
{
	long fd = udp_socket(5012), other = udp_socket(5013);
	uint32_t in, bad = 0, i;
	pthread_t thread;

	pthread_create(&thread, NULL, receive_numbers, &fd);
	for (i = 0; i < NR_MESSAGES; i++) {
		send_number(other, 5012, i * 7);
		while ((in = load(&queue.in)) == i)
			wait_change(&queue.in, in);
		bad += queue.slots[i % NR_SLOTS] != i * 7;
		count_up(&queue.out);
	}
	pthread_join(thread, NULL);
	CHECK_EQ(bad, 0, "%d datagrams from thread to thread", NR_MESSAGES);
	lkl_sys_close(other);
	lkl_sys_close(fd);
}

int main(void)
{
	KTAP_PLAN(6 + 1);
	boot("mem=64M");
	lkl_if_up(1);
	test_signalfd();
	test_futex();
	lkl_sys_halt();
	return KTAP_END();
}
