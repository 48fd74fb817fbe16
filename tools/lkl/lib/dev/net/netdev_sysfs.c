// SPDX-License-Identifier: GPL-2.0
/*
 * Find the kernel's number of an interface.
 *
 * Names like eth0 depend on what was added and removed before; the way through
 * the platform device that the interface was plugged in as does not.
 */
#include <stdlib.h>

#include <lkl_fs.h>
#include <lkl_sys.h>

#include "dev/net/netdev.h"
#include "dev/sysfs.h"

static int read_number(const char *path)
{
	char text[16];
	long fd, len;

	fd = lkl_sys_open(path, LKL_O_RDONLY | LKL_O_CLOEXEC, 0);
	if (fd < 0)
		return fd;
	len = lkl_sys_read(fd, text, sizeof(text) - 1);
	lkl_sys_close(fd);
	if (len < 0)
		return len;
	text[len] = '\0';
	return atoi(text);
}

int lkl_netdev_get_ifindex(int id)
{
	char path[LKL__SYSFS_PATH];
	int kernel_id = lkl__netdev_kernel_id(id);
	int err;

	if (kernel_id < 0)
		return kernel_id;
	err = lkl__sysfs_virtio(kernel_id, path);
	if (!err)
		err = lkl__sysfs_enter(path, "net");
	/* The only entry is the interface, whatever its name is. */
	if (!err)
		err = lkl__sysfs_enter(path, "");
	if (!err)
		err = lkl__sysfs_enter(path, "ifindex");
	if (err)
		return err == -LKL_ENOENT ? -LKL_ENODEV : err;
	return read_number(path);
}
