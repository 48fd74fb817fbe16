// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that wait at one epoll descriptor share the events of many writers,
 * each event once.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define NR_FDS		64
#define NR_WAITERS	4
#define NR_WRITERS	4
#define ROUNDS		100

static int event_fds[NR_FDS], epoll_fd, stop_fd;
static unsigned long total, nr_bad;

static void add_fd(int fd, unsigned int events, unsigned int index)
{
	struct lkl_epoll_event event = { .events = events, .data = index };

	if (lkl_sys_epoll_ctl(epoll_fd, LKL_EPOLL_CTL_ADD, fd, &event))
		nr_bad++;
}

/* Returns 0 at the end, which stays readable for all. */
static int take(const struct lkl_epoll_event *event)
{
	unsigned long long count = 0;

	if (event->data == NR_FDS)
		return 0;
	if (lkl_sys_read(event_fds[event->data], (char *)&count, 8) == 8)
		__atomic_add_fetch(&total, count, __ATOMIC_RELAXED);
	return 1;
}

static void *wait_for_events(void *arg)
{
	struct lkl_epoll_event events[8];
	long i, n;

	(void)arg;
	for (;;) {
		n = lkl_sys_epoll_wait(epoll_fd, events, 8, -1);
		if (n <= 0)
			break;
		for (i = 0; i < n; i++)
			if (!take(&events[i]))
				return NULL;
	}
	__atomic_add_fetch(&nr_bad, 1, __ATOMIC_RELAXED);
	return NULL;
}

static void *write_events(void *arg)
{
	unsigned long long one = 1;
	int i, round;

	(void)arg;
	for (round = 0; round < ROUNDS; round++)
		for (i = 0; i < NR_FDS; i++)
			if (lkl_sys_write(event_fds[i], (char *)&one, 8) != 8)
				__atomic_add_fetch(&nr_bad, 1,
						   __ATOMIC_RELAXED);
	return NULL;
}

int main(void)
{
	const unsigned long want = NR_WRITERS * ROUNDS * NR_FDS;
	pthread_t waiters[NR_WAITERS], writers[NR_WRITERS];
	long long end = now_ns() + 20 * SEC;
	unsigned long long one = 1;
	int i;

	KTAP_PLAN(3);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	epoll_fd = (int)lkl_sys_epoll_create(1);
	for (i = 0; i < NR_FDS; i++) {
		event_fds[i] = (int)lkl_sys_eventfd2(0, LKL_O_NONBLOCK);
		add_fd(event_fds[i], LKL_EPOLLIN | (i % 2 ? LKL_EPOLLET : 0),
		       (unsigned int)i);
	}
	stop_fd = (int)lkl_sys_eventfd(0);
	add_fd(stop_fd, LKL_EPOLLIN, NR_FDS);
	for (i = 0; i < NR_WAITERS; i++)
		pthread_create(&waiters[i], NULL, wait_for_events, NULL);
	for (i = 0; i < NR_WRITERS; i++)
		pthread_create(&writers[i], NULL, write_events, NULL);
	for (i = 0; i < NR_WRITERS; i++)
		pthread_join(writers[i], NULL);
	while (__atomic_load_n(&total, __ATOMIC_RELAXED) < want &&
	       now_ns() < end)
		nap_ms(1);
	lkl_sys_write(stop_fd, (char *)&one, 8);
	for (i = 0; i < NR_WAITERS; i++)
		pthread_join(waiters[i], NULL);
	CHECK_EQ(total, want, "all events are seen once");
	CHECK_EQ(nr_bad, 0, "and no call fails");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
