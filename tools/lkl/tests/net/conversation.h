/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Conversations: messages of the kernel to another one, and the answers.
 */
#ifndef LKL_TESTS_CONVERSATION_H
#define LKL_TESTS_CONVERSATION_H

#include <signal.h>

#include "net.h"

#define BYTES	1000
#define LATE_MS	50

/* What the peer does with a message: the first byte says. */
enum { ANSWER, ANSWER_LATE, IGNORE };

struct peer {
	const struct stack *stack;
	long fd;
};

/* Signals are for the thread that talks. */
static void *answer(void *arg)
{
	unsigned char buf[BYTES];
	struct peer *p = arg;
	sigset_t all;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, NULL);
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

static UNUSED long tell(long fd, unsigned char what)
{
	unsigned char buf[BYTES] = { what };

	return CALL(&on_lkl, sendto, fd, (long)buf, BYTES, MSG_NOSIGNAL, 0, 0);
}

static UNUSED long hear(long fd)
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

#endif
