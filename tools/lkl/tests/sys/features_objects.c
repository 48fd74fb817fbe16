// SPDX-License-Identifier: GPL-2.0
/*
 * Features: what a program finds in the kernel besides files.
 */
#include <lkl/linux/ipc.h>
#include <lkl/linux/loop.h>
#include <lkl/linux/netlink.h>

#include "features.h"

static long works(long ret)
{
	return ret < 0 ? ret : 0;
}

static void check_waiting(void)
{
	struct __lkl__kernel_itimerspec soon = { .it_value.tv_nsec = 1000000 };
	struct lkl_epoll_event event = { .events = LKL_EPOLLIN };
	unsigned long long count = 1;
	long ep, timer, fd;

	ep = lkl_sys_epoll_create1(0);
	timer = lkl_sys_timerfd_create(LKL_CLOCK_MONOTONIC, 0);
	lkl_sys_epoll_ctl(ep, LKL_EPOLL_CTL_ADD, timer, &event);
	lkl_sys_timerfd_settime(timer, 0, &soon, NULL);
	ROW("epoll, timerfd", 1, lkl_sys_epoll_wait(ep, &event, 1, 1000));
	fd = lkl_sys_eventfd(0);
	lkl_sys_write(fd, (char *)&count, sizeof(count));
	ROW("eventfd", 8, lkl_sys_read(fd, (char *)&count, sizeof(count)));
	fd = lkl_sys_inotify_init();
	lkl_sys_inotify_add_watch(fd, "/", LKL_IN_CREATE);
	lkl_sys_mkdir("/watched", 0700);
	ROW("inotify", 32, lkl_sys_read(fd, page, sizeof(page)));
	ROW("fanotify", 0, works(lkl_sys_fanotify_init(0, 0)));
}

static void check_ipc(void)
{
	int pair[2] = { -1, -1 };

	lkl_sys_socketpair(LKL_AF_UNIX, LKL_SOCK_STREAM, 0, pair);
	lkl_sys_write(pair[0], "text", 4);
	ROW("unix sockets", 4, lkl_sys_read(pair[1], page, 4));
	ROW("netlink", 0,
	    works(lkl_sys_socket(LKL_AF_NETLINK, LKL_SOCK_RAW,
				 LKL_NETLINK_ROUTE)));
	ROW("POSIX message queues", 0,
	    works(lkl_sys_mq_open("queue", LKL_O_CREAT | LKL_O_RDWR, 0600,
				  NULL)));
	ROW("System V semaphores, messages", 0,
	    works(lkl_sys_semget(1, 1, LKL_IPC_CREAT | 0600)) |
	    works(lkl_sys_msgget(1, LKL_IPC_CREAT | 0600)));
}

static long open_device(unsigned int major, unsigned int minor)
{
	lkl_sys_unlink("/node");
	lkl_sys_mknod("/node", LKL_S_IFCHR | 0600, LKL_MKDEV(major, minor));
	return lkl_sys_open("/node", LKL_O_RDWR, 0);
}

static void check_devices(void)
{
	ROW("loop devices", 0,
	    works(lkl_sys_ioctl(open_device(10, 237), LKL_LOOP_CTL_GET_FREE,
				0)));
	ROW("device mapper", 0, works(open_device(10, 236)));
	ROW("tun, tap", 0, works(open_device(10, 200)));
	ROW("devtmpfs", -LKL_ENODEV, lkl_mount_fs("devtmpfs"));
	ROW("pseudo terminals", -LKL_ENODEV, lkl_mount_fs("devpts"));
	ROW("control groups", -LKL_ENODEV, lkl_mount_fs("cgroup2"));
	ROW("debugfs, tracing", -LKL_ENODEV, lkl_mount_fs("debugfs"));
}

int main(void)
{
	features_boot(15);
	check_waiting();
	check_ipc();
	check_devices();
	return features_end();
}
