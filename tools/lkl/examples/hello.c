// SPDX-License-Identifier: GPL-2.0
/*
 * The smallest program with a kernel in it; README.md shows this file.
 */
#include <stdio.h>
#include <lkl.h>

static int print_version(void)
{
	char text[256];
	long fd, n;

	fd = lkl_mount_fs("proc");
	if (fd < 0)
		return fd;
	fd = lkl_sys_open("/proc/version", LKL_O_RDONLY, 0);
	if (fd < 0)
		return fd;
	n = lkl_sys_read(fd, text, sizeof(text));
	lkl_sys_close(fd);
	if (n < 0)
		return n;
	printf("%.*s", (int)n, text);
	return 0;
}

int main(void)
{
	int err;

	err = lkl_init(&lkl_host_ops);
	if (!err)
		err = lkl_start_kernel("mem=64M loglevel=4");
	if (!err) {
		err = print_version();
		lkl_sys_halt();
	}
	lkl_cleanup();
	if (err)
		fprintf(stderr, "hello: %s\n", lkl_strerror(err));
	return err ? 1 : 0;
}
