// SPDX-License-Identifier: GPL-2.0
/*
 * A thread that sends and waits for the answer, again and again, polls the
 * interface itself: signals, other threads and the interface's end get through.
 */
#include <setjmp.h>
#include <signal.h>
#include <sys/time.h>

#include "net.h"

#define MANY	2000
#define SOME	100
#define BYTES	1000
#define LATE_MS	50

/* What the peer does with a message: the first byte says. */
enum { ANSWER, ANSWER_LATE, IGNORE };

struct peer {
	const struct stack *stack;
	long fd;
};

static sigjmp_buf out;

static void *answer(void *arg)
{
	unsigned char buf[BYTES];
	struct peer *p = arg;

	while (CALL(p->stack, recvfrom, p->fd, (long)buf, BYTES, MSG_WAITALL,
		    0, 0) == BYTES) {
		if (buf[0] == ANSWER_LATE)
			usleep(LATE_MS * 1000);
		if (buf[0] != IGNORE)
			CALL(p->stack, sendto, p->fd, (long)buf, BYTES,
			     MSG_NOSIGNAL, 0, 0);
	}
	return NULL;
}

/* A connection to a peer with a thread of its own. Return: descriptor. */
static long connect_to(struct peer *p, pthread_t *thread)
{
	static int port = 6000;
	struct sockaddr_in in = in4("10.9.0.3", ++port);
	long listener = listen_on(p->stack, &in, sizeof(in)), fd;

	fd = CALL(&on_lkl, socket, AF_INET, SOCK_STREAM, 0);
	if (listener < 0 ||
	    CALL(&on_lkl, connect, fd, (long)&in, sizeof(in)))
		KTAP_BAIL("no connection");
	p->fd = CALL(p->stack, accept, listener, 0, 0);
	CALL(p->stack, close, listener);
	pthread_create(thread, NULL, answer, p);
	return fd;
}

static long tell(long fd, unsigned char what)
{
	unsigned char buf[BYTES] = { what };

	return CALL(&on_lkl, sendto, fd, (long)buf, BYTES, MSG_NOSIGNAL, 0, 0);
}

static long hear(long fd)
{
	unsigned char buf[BYTES];

	return CALL(&on_lkl, recvfrom, fd, (long)buf, BYTES, MSG_WAITALL, 0,
		    0);
}

/* Return: how many messages were answered by what was sent. */
static int talk(long fd, int nr)
{
	unsigned char buf[BYTES], got[BYTES];
	int i;

	for (i = 0; i < nr; i++) {
		pattern(buf, BYTES, i * 7);
		buf[0] = ANSWER;
		if (CALL(&on_lkl, sendto, fd, (long)buf, BYTES, 0, 0, 0) !=
		    BYTES || CALL(&on_lkl, recvfrom, fd, (long)got, BYTES,
				  MSG_WAITALL, 0, 0) != BYTES ||
		    memcmp(buf, got, BYTES))
			break;
	}
	return i;
}

static void ignore_signal(int sig)
{
	(void)sig;
}

static void leave(int sig)
{
	(void)sig;
	siglongjmp(out, 1);
}

static void handle(void (*handler)(int), int flags)
{
	struct sigaction act = { .sa_handler = handler, .sa_flags = flags };

	sigaction(SIGALRM, &act, NULL);
}

static void alarm_in_ms(int ms)
{
	struct itimerval timer = { .it_value.tv_usec = ms * 1000 };

	setitimer(ITIMER_REAL, &timer, NULL);
}

static void test_signals(long fd)
{
	handle(ignore_signal, 0);
	talk(fd, SOME);
	tell(fd, IGNORE);
	alarm_in_ms(10);
	CHECK_EQ(hear(fd), -LKL_EINTR, "a signal ends a sleep");

	handle(ignore_signal, SA_RESTART);
	talk(fd, SOME);
	tell(fd, ANSWER_LATE);
	alarm_in_ms(10);
	CHECK_EQ(hear(fd), BYTES, "one with SA_RESTART does not");
	handle(SIG_DFL, 0);
}

static void test_leave(long fd)
{
	handle(leave, 0);
	talk(fd, SOME);
	tell(fd, IGNORE);
	alarm_in_ms(10);
	if (!sigsetjmp(out, 1))
		hear(fd);
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

/* With an interface and peers of its own. */
static void session(void (*test)(long fd, long other_fd, int id))
{
	struct peer peers[2] = { 0 };
	pthread_t threads[2];
	struct other other;
	int fds[2], id, i;
	long fd[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair: %s", strerror(errno));
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0], .vnet_hdr = 1);
	if (if_setup(id, "10.9.0.2", 24) < 0)
		KTAP_BAIL("no interface");
	other_boot(&other, fds[1], 1, "10.9.0.3");
	for (i = 0; i < 2; i++) {
		peers[i].stack = &other.stack;
		fd[i] = connect_to(&peers[i], &threads[i]);
	}
	test(fd[0], fd[1], id);
	for (i = 0; i < 2; i++) {
		CALL(&other.stack, shutdown, peers[i].fd, SHUT_RDWR);
		pthread_join(threads[i], NULL);
		CALL(&on_lkl, close, fd[i]);
	}
	CHECK_EQ(other_halt(&other), 0, "the other kernel ends");
	lkl_netdev_close(id);
	close(fds[0]);
	close(fds[1]);
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
