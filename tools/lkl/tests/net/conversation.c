// SPDX-License-Identifier: GPL-2.0
/*
 * A thread that sends and waits for the answer, again and again, polls the
 * interface itself: signals, other threads and the interface's end get through.
 */
#include <setjmp.h>
#include <signal.h>
#include <sys/time.h>

#include "conversation.h"

#define MANY	2000
#define SOME	100

static sigjmp_buf out;

static void ignore_signal(int sig)
{
	(void)sig;
}

/* Kernel code that runs has to come to its end first. */
static void leave(int sig)
{
	(void)sig;
	if (lkl_sys_getpid() != -LKL_EDEADLK)
		siglongjmp(out, 1);
}

static void handle(void (*handler)(int), int flags)
{
	struct sigaction act = { .sa_handler = handler, .sa_flags = flags };

	sigaction(SIGALRM, &act, NULL);
}

/* Again and again: the first may come before the call that it shall end. */
static void alarm_every_ms(int ms)
{
	struct itimerval timer = {
		.it_value.tv_usec = ms * 1000,
		.it_interval.tv_usec = ms * 1000,
	};

	setitimer(ITIMER_REAL, &timer, NULL);
}

static void test_signals(long fd)
{
	handle(ignore_signal, 0);
	talk(fd, SOME);
	tell(fd, IGNORE);
	alarm_every_ms(10);
	CHECK_EQ(hear(fd), -LKL_EINTR, "a signal ends a sleep");
	alarm_every_ms(0);

	handle(ignore_signal, SA_RESTART);
	talk(fd, SOME);
	tell(fd, ANSWER_LATE);
	alarm_every_ms(10);
	CHECK_EQ(hear(fd), BYTES, "one with SA_RESTART does not");
	alarm_every_ms(0);
	handle(SIG_DFL, 0);
}

static void test_leave(long fd)
{
	handle(leave, 0);
	talk(fd, SOME);
	tell(fd, IGNORE);
	if (!sigsetjmp(out, 1)) {
		alarm_every_ms(10);
		hear(fd);
	}
	alarm_every_ms(0);
	CHECK_EQ(talk(fd, SOME), SOME, "a handler may leave it for good");
	handle(SIG_DFL, 0);
}

struct listener {
	long fd, ret;
};

static void *hear_alone(void *arg)
{
	struct listener *l = arg;

	l->ret = hear(l->fd);
	return NULL;
}

/* Both threads sleep at times, and the first of them also does nothing. */
static void test_threads(long fd, long other_fd)
{
	struct listener l = { .fd = other_fd };
	pthread_t thread;
	int said;

	talk(fd, SOME);
	pthread_create(&thread, NULL, hear_alone, &l);
	tell(other_fd, ANSWER_LATE);
	said = talk(fd, SOME);
	usleep(2 * LATE_MS * 1000);
	pthread_join(thread, NULL);
	CHECK(said == SOME && l.ret == BYTES,
	      "another thread hears while it talks, or does not");
}

static void test_close(long fd, int id)
{
	struct timeval second = { .tv_sec = 1 };
	struct listener l = { .fd = fd };
	pthread_t thread;

	CALL(&on_lkl, setsockopt, fd, SOL_SOCKET, SO_RCVTIMEO, (long)&second,
	     sizeof(second));
	talk(fd, SOME);
	tell(fd, IGNORE);
	pthread_create(&thread, NULL, hear_alone, &l);
	CHECK_EQ(lkl_netdev_close(id), 0, "the interface goes meanwhile");
	pthread_join(thread, NULL);
	CHECK_EQ(l.ret, -LKL_EAGAIN, "and nothing is heard any more");
}

static void first(long fd, long other_fd, int id)
{
	CHECK_EQ(talk(fd, MANY), MANY, "messages are answered");
	test_signals(fd);
	test_threads(fd, other_fd);
	test_close(fd, id);
}

static void second(long fd, long other_fd, int id)
{
	(void)other_fd;
	(void)id;
	test_leave(fd);
}

int main(void)
{
	KTAP_PLAN(9);
	boot("mem=64M");
	session(first);
	session(second);
	lkl_sys_halt();
	return KTAP_END();
}
