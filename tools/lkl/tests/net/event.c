// SPDX-License-Identifier: GPL-2.0
/*
 * A descriptor of the host is readable when one of the kernel is, and tells
 * again only when it is asked to.
 */
#include "net.h"

#include <poll.h>
#include <sys/wait.h>

static int readable(int fd, int timeout_ms)
{
	struct pollfd pfd = { .fd = fd, .events = POLLIN };

	return poll(&pfd, 1, timeout_ms) == 1;
}

/* Cancelled from the start: the next cancellation point is the last. */
__attribute__((no_sanitize_address))
static void *rearm_cancelled(void *arg)
{
	int event = *(int *)arg;

	pthread_cancel(pthread_self());
	*(int *)arg = lkl_event_rearm(event);
	pthread_testcancel();
	return NULL;
}

__attribute__((no_sanitize_address))
static void *close_cancelled(void *arg)
{
	int event = *(int *)arg;

	pthread_cancel(pthread_self());
	*(int *)arg = lkl_event_close(event);
	pthread_testcancel();
	return NULL;
}

/* Whether a thread that is cancelled before comes to the end of a call. */
static int returns_0(void *(*fn)(void *arg), int event)
{
	pthread_t thread;
	void *ret;

	pthread_create(&thread, NULL, fn, &event);
	pthread_join(thread, &ret);
	return ret == PTHREAD_CANCELED && !event;
}

/* What a child of fork() gets from lkl_event_close(). */
static int close_in_child(int event)
{
	pid_t pid = fork();
	int status;

	if (!pid) {
		alarm(10);
		_exit(-lkl_event_close(event));
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? -WEXITSTATUS(status) : status;
}

int main(void)
{
	struct sockaddr_in in = in4("127.0.0.1", 5005);
	struct lkl_epoll_event ev = { .events = LKL_EPOLLIN };
	long ep, sock, other;
	int event, i, err = 0;
	char byte;

	KTAP_PLAN(17);
	boot("mem=64M");
	lkl_if_up(1);
	ep = lkl_sys_epoll_create1(0);
	sock = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	other = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	lkl_sys_bind(sock, (void *)&in, sizeof(in));
	lkl_sys_epoll_ctl(ep, LKL_EPOLL_CTL_ADD, sock, &ev);
	event = lkl_event_open(ep, LKL_POLLIN);
	CHECK(event >= 0, "an event");
	CHECK(!readable(event, 50), "is not there yet");
	lkl_sys_sendto(other, "x", 1, 0, (void *)&in, sizeof(in));
	CHECK(readable(event, 5000), "is there");
	CHECK_EQ(lkl_event_rearm(event), 0, "ask again");
	CHECK(readable(event, 5000), "is there while something is left");
	CHECK_EQ(lkl_sys_recv(sock, &byte, 1, LKL_MSG_DONTWAIT), 1, "take it");
	lkl_event_rearm(event);
	CHECK(!readable(event, 50), "has gone");
	lkl_sys_sendto(other, "x", 1, 0, (void *)&in, sizeof(in));
	CHECK(readable(event, 5000), "is there again");
	CHECK_EQ(close_in_child(event), -LKL_EBADF, "a child has no events");
	CHECK_EQ(lkl_event_close(event), 0, "close while it is there");
	CHECK_EQ(lkl_event_close(event), -LKL_EBADF, "only once");
	CHECK_EQ(lkl_event_open(999, LKL_POLLIN), -LKL_EBADF, "no descriptor");
	for (i = 0; i < 200 && !err; i++) {
		event = lkl_event_open(sock, LKL_POLLOUT | LKL_POLLIN);
		err = event < 0 ? event : lkl_event_close(event);
	}
	CHECK_EQ(err, 0, "open and close");
	event = lkl_event_open(sock, LKL_POLLIN);
	CHECK(returns_0(rearm_cancelled, event), "cancelled while asking");
	CHECK(returns_0(close_cancelled, event), "cancelled while closing");
	lkl_sys_recv(sock, &byte, 1, LKL_MSG_DONTWAIT);
	event = lkl_event_open(ep, LKL_POLLIN);
	lkl_sys_halt();
	CHECK(readable(event, 5000), "it tells of a halt");
	CHECK_EQ(lkl_event_close(event), 0, "close after a halt");
	return KTAP_END();
}
