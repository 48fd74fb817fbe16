// SPDX-License-Identifier: GPL-2.0
/*
 * A child of fork() has neither interfaces nor captures: who is connected to
 * one sees the parent close it, while the child goes on, and the child can do
 * without a capture.
 */
#include "net.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

static char dir[64], path[80];

/* Somebody as passt is. Return: a socket that listens at @path. */
static int listen_at_path(void)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(dir, sizeof(dir), "%s/lkl-fork-XXXXXX", P_tmpdir);
	if (!mkdtemp(dir))
		KTAP_BAIL("mkdtemp");
	snprintf(path, sizeof(path), "%s/socket", dir);
	strcpy(addr.sun_path, path);
	if (bind(fd, (void *)&addr, sizeof(addr)) || listen(fd, 1))
		KTAP_BAIL("%s: %s", path, strerror(errno));
	return fd;
}

/* Frames may come first. Return: whether an end does, within 5 s. */
static int ends(int fd)
{
	struct pollfd pfd = { .fd = fd, .events = POLLIN };
	char data[4096];

	while (poll(&pfd, 1, 5000) == 1) {
		if (read(fd, data, sizeof(data)) <= 0)
			return 1;
	}
	return 0;
}

static void test_end(void)
{
	int listener = listen_at_path(), id, peer;
	pid_t pid;

	id = NETDEV_OPEN(.from = LKL_NETDEV_PASST, .name = path);
	peer = accept(listener, NULL, NULL);
	CHECK(if_setup(id, "10.9.0.2", 24) > 0, "an interface");
	pid = fork();
	if (!pid) {
		alarm(60);
		pause();
		_exit(1);
	}
	lkl_netdev_close(id);
	CHECK(ends(peer), "its end is seen, though a child goes on");
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	close(peer);
	close(listener);
	unlink(path);
	rmdir(dir);
}

/* Returns whether freeing the parent's interface spares a child's own files. */
static int frees_nothing_else(struct lkl_netdev *nd)
{
	int fds[4], i, nr = 0;

	alarm(10);
	for (i = 0; i < 4; i++)
		fds[i] = open("/dev/null", O_RDONLY);
	lkl_netdev_free(nd);
	for (i = 0; i < 4; i++)
		nr += fcntl(fds[i], F_GETFD) >= 0;
	return nr == 4;
}

static void test_free(void)
{
	char fifo[80], names[168];
	struct lkl_netdev *nd;
	int status, id;
	pid_t pid;

	if (!mkdtemp(strcpy(dir, P_tmpdir "/lkl-fork-XXXXXX")))
		KTAP_BAIL("mkdtemp");
	snprintf(fifo, sizeof(fifo), "%s/fifo", dir);
	mkfifo(fifo, 0600);
	snprintf(names, sizeof(names), "%s|%s", fifo, fifo);
	nd = lkl_netdev_pipe_create(names, 0);
	id = lkl_netdev_add(nd, NULL);
	CHECK(id >= 0, "an interface that has a handle");
	pid = fork();
	if (!pid)
		_exit(frees_nothing_else(nd));
	waitpid(pid, &status, 0);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status),
	      "a child that frees it closes nothing of its own");
	lkl_netdev_remove(id);
	lkl_netdev_free(nd);
	unlink(fifo);
	rmdir(dir);
}

static void test_capture(void)
{
	struct lkl_pcap_options options = {
		.size = sizeof(options),
		.path = "/dev/null",
	};
	struct lkl_pcap *pcap;
	int status = 0;
	pid_t pid;

	CHECK_EQ(lkl_pcap_open(&options, &pcap), 0, "a capture");
	pid = fork();
	if (!pid) {
		alarm(10);
		_exit(-lkl_pcap_close(pcap, NULL));
	}
	waitpid(pid, &status, 0);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == LKL_ENODEV,
	      "is nothing that a child could close");
	CHECK_EQ(lkl_pcap_close(pcap, NULL), 0, "but its parent can");
}

int main(void)
{
	KTAP_PLAN(2 + 2 + 3 + 1);
	boot("mem=64M");
	test_end();
	test_free();
	test_capture();
	CHECK_EQ(lkl_sys_halt(), 0, "halt");
	return KTAP_END();
}
