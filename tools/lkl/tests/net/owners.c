// SPDX-License-Identifier: GPL-2.0
/*
 * An interface belongs to its process: a child of fork() cannot close it. And a
 * thread that is cancelled while it closes one comes to the end of that.
 */
#include "net.h"

#include <sys/wait.h>

static int id;

static int close_in_child(void)
{
	pid_t pid = fork();
	int status;

	if (!pid) {
		alarm(10);
		_exit(-lkl_netdev_close(id));
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? -WEXITSTATUS(status) : status;
}

/* Cancelled from the start: the next cancellation point is the last. */
__attribute__((no_sanitize_address))
static void *close_cancelled(void *arg)
{
	pthread_cancel(pthread_self());
	lkl_netdev_close(id);
	pthread_testcancel();
	return arg;
}

int main(void)
{
	pthread_t thread;
	int fds[2];
	void *ret;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	KTAP_PLAN(6);
	boot("mem=64M");
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0]);
	CHECK_EQ(lkl_if_up(lkl_netdev_get_ifindex(id)), 0, "an interface");
	CHECK_EQ(close_in_child(), -LKL_ENODEV, "a child has none");
	CHECK_EQ(lkl_netdev_carrier(id), 1, "its parent has it still");
	pthread_create(&thread, NULL, close_cancelled, NULL);
	pthread_join(thread, &ret);
	CHECK(ret == PTHREAD_CANCELED, "a thread is cancelled as it closes it");
	/* It ends a test that hangs. */
	alarm(20);
	CHECK_EQ(lkl_netdev_close(id), -LKL_ENODEV, "after it has");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
