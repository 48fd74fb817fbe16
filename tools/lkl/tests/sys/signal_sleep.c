// SPDX-License-Identifier: GPL-2.0
/*
 * A host signal ends a sleeping call with -EINTR, or has it go on if its
 * handler was installed with SA_RESTART.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

static int pipe_fds[2], sockets[2], epoll_fd;
static unsigned int word = 1;
static int nr_handled;

static void handler(int sig)
{
	(void)sig;
	__atomic_add_fetch(&nr_handled, 1, __ATOMIC_RELAXED);
}

static long in_read(void)
{
	char c;

	return lkl_sys_read(pipe_fds[0], &c, 1);
}

static void end_read(void)
{
	lkl_sys_write(pipe_fds[1], "c", 1);
}

static long in_recv(void)
{
	char c;

	return lkl_sys_recv(sockets[0], &c, 1, 0);
}

static void end_recv(void)
{
	lkl_sys_write(sockets[1], "c", 1);
}

static long in_futex(void)
{
	long ret = lkl_sys_futex(&word, LKL_FUTEX_WAIT, 1, NULL, NULL, 0);

	return ret ? ret : 1;
}

static void end_futex(void)
{
	lkl_sys_futex(&word, LKL_FUTEX_WAKE, 1, NULL, NULL, 0);
}

static long in_epoll(void)
{
	struct lkl_epoll_event event;
	char c;
	long ret = lkl_sys_epoll_wait(epoll_fd, &event, 1, -1);

	return ret == 1 ? lkl_sys_read(pipe_fds[0], &c, 1) : ret;
}

static long in_poll(void)
{
	struct lkl_pollfd pfd = { .fd = pipe_fds[0], .events = LKL_POLLIN };
	char c;
	long ret = lkl_sys_poll(&pfd, 1, -1);

	return ret == 1 ? lkl_sys_read(pipe_fds[0], &c, 1) : ret;
}

static const struct test {
	const char *name;
	long (*sleep)(void);
	void (*end)(void);
} tests[] = {
	{ "read", in_read, end_read },
	{ "recv", in_recv, end_recv },
	{ "futex", in_futex, end_futex },
	{ "epoll_wait", in_epoll, end_read },
	{ "poll", in_poll, end_read },
};

#define NR_TESTS (sizeof(tests) / sizeof(*tests))

static struct sleeper {
	const struct test *test;
	int tid;
	int done;
	long ret;
} sleeper;

static void *sleep_in_call(void *arg)
{
	struct sleeper *me = arg;

	/* Its task shall be there when it goes to sleep. */
	lkl_sys_getppid();
	__atomic_store_n(&me->tid, host_tid(), __ATOMIC_RELEASE);
	me->ret = me->test->sleep();
	__atomic_store_n(&me->done, 1, __ATOMIC_RELEASE);
	return NULL;
}

static int is_done(void)
{
	return __atomic_load_n(&sleeper.done, __ATOMIC_ACQUIRE);
}

static pthread_t start(const struct test *test)
{
	pthread_t thread;

	sleeper = (struct sleeper){ .test = test };
	nr_handled = 0;
	pthread_create(&thread, NULL, sleep_in_call, &sleeper);
	wait_asleep(&sleeper.tid);
	return thread;
}

static void test_interrupt(const struct test *test)
{
	long long end = now_ns() + 10 * SEC;
	pthread_t thread = start(test);

	pthread_kill(thread, SIGALRM);
	while (!is_done() && now_ns() < end)
		nap_ms(1);
	if (!CHECK(is_done(), "%s ends by a signal", test->name))
		test->end();
	pthread_join(thread, NULL);
	CHECK_EQ(sleeper.ret, -LKL_EINTR, "with -EINTR");
}

static int is_handled(void)
{
	return __atomic_load_n(&nr_handled, __ATOMIC_RELAXED);
}

static void test_restart(const struct test *test)
{
	long long end = now_ns() + 10 * SEC;
	pthread_t thread = start(test);
	int i;

	for (i = 0; i < 5 || (!is_handled() && now_ns() < end); i++) {
		pthread_kill(thread, SIGALRM);
		nap_ms(10);
	}
	CHECK(!is_done() && is_handled(), "%s goes on with SA_RESTART",
	      test->name);
	test->end();
	pthread_join(thread, NULL);
	CHECK_EQ(sleeper.ret, 1, "and ends as if there was no signal");
}

int main(void)
{
	struct lkl_epoll_event event = { .events = LKL_EPOLLIN };
	unsigned int i;

	SKIP_IF_SIGNALS_ARE_LATE();
	KTAP_PLAN(4 * NR_TESTS + 1);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	lkl_sys_pipe2(pipe_fds, 0);
	lkl_sys_socketpair(LKL_AF_UNIX, LKL_SOCK_STREAM, 0, sockets);
	epoll_fd = (int)lkl_sys_epoll_create(1);
	lkl_sys_epoll_ctl(epoll_fd, LKL_EPOLL_CTL_ADD, pipe_fds[0], &event);
	handle_signal(SIGALRM, handler, 0);
	for (i = 0; i < NR_TESTS; i++)
		test_interrupt(&tests[i]);
	handle_signal(SIGALRM, handler, SA_RESTART);
	for (i = 0; i < NR_TESTS; i++)
		test_restart(&tests[i]);
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
