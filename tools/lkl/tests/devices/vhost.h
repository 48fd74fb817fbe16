/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Other processes that offer virtio devices, for tests of these.
 */
#ifndef LKL_TESTS_VHOST_H
#define LKL_TESTS_VHOST_H

#include <signal.h>

#include "devices.h"

#define VHOST_DISK	2
#define VHOST_SHARE	26

static pid_t vhost_pid;

static UNUSED void vhost_kill(void)
{
	if (vhost_pid > 0) {
		kill(vhost_pid, SIGKILL);
		waitpid(vhost_pid, NULL, 0);
	}
	vhost_pid = 0;
}

/* To connect is not the way to find out: some take one connection only. */
static UNUSED int vhost_listens(const char *socket)
{
	return !run("grep -q ' 00010000 .* %s$' /proc/net/unix", socket);
}

/* Start a program by the shell, and wait until it listens. */
static UNUSED KTAP_PRINTF(2, 3) void vhost_start(const char *socket,
						 const char *fmt, ...)
{
	char command[1024] = "exec ";
	int tries;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(command + 5, sizeof(command) - 5, fmt, ap);
	va_end(ap);
	vhost_pid = fork();
	if (!vhost_pid) {
		execl("/bin/sh", "sh", "-c", command, NULL);
		_exit(127);
	}
	atexit(vhost_kill);
	for (tries = 0; tries < 1000 && !vhost_listens(socket); tries++)
		usleep(10000);
	if (tries == 1000)
		KTAP_BAIL("it does not start: %s", command);
}

/* An image as a disk of qemu's storage daemon. */
static UNUSED void vhost_start_disk(const char *socket, const char *image)
{
	need("qemu-storage-daemon", "qemu-system-common");
	vhost_start(socket, "qemu-storage-daemon --blockdev "
		    "driver=file,node-name=image,filename=%s --export "
		    "type=vhost-user-blk,id=disk,node-name=image,writable=on,"
		    "addr.type=unix,addr.path=%s", image, socket);
}

/* As devices_need(), after a boot that had a device of this type. */
static UNUSED void vhost_need(int type)
{
	char text[16];

	snprintf(text, sizeof(text), ":%d:", type);
	if (lkl_mount_fs("sysfs") < 0)
		KTAP_BAIL("no sysfs");
	devices_need("/sysfs/module/virtio_uml/parameters/device", text);
}

/* What is read afterwards is read from the device. Return: 1 if all is well. */
static UNUSED int vhost_drop_caches(void)
{
	long fd = lkl_sys_open("/proc/sys/vm/drop_caches", LKL_O_WRONLY, 0);
	int done;

	lkl_sys_sync();
	done = lkl_sys_write(fd, "3", 1) == 1;
	lkl_sys_close(fd);
	return done;
}

/* The first virtio disk, mounted. Return: 0 or -errno. */
static UNUSED long vhost_mount_disk(const char *at)
{
	long fd = devices_open("/vda", LKL_S_IFBLK, devices_major("virtblk"), 0,
			       LKL_O_RDWR);
	long err = lkl_sys_mkdir(at, 0700);

	if (fd < 0)
		return fd;
	lkl_sys_close(fd);
	return err ? err : lkl_sys_mount("/vda", (char *)at, "ext4", 0, NULL);
}

#endif
