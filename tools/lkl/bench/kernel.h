/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel that a benchmark measures, and its disks.
 */
#ifndef LKL_BENCH_KERNEL_H
#define LKL_BENCH_KERNEL_H

#include <fcntl.h>
#include <unistd.h>

#include <lkl.h>

#include "bench.h"

static UNUSED void bench_boot(const char *cmdline)
{
	lkl_host_ops.print = NULL;
	bench_must(lkl_init(&lkl_host_ops), "lkl_init");
	bench_must(lkl_start_kernel("%s", cmdline), "lkl_start_kernel");
}

static UNUSED void bench_halt(void)
{
	bench_must(lkl_sys_halt(), "lkl_sys_halt");
	lkl_cleanup();
}

/* Where images lie: memory of the host, unless LKL_BENCH_IMAGES says other. */
static const char *bench_images(void)
{
	const char *dir = getenv("LKL_BENCH_IMAGES");

	if (dir)
		return dir;
	return access("/dev/shm", W_OK) ? P_tmpdir : "/dev/shm";
}

/* A new image with ext4; it has no name any more. Returns its descriptor. */
static UNUSED int bench_image(unsigned int mib)
{
	char path[256], command[512];
	int fd;

	snprintf(path, sizeof(path), "%s/lkl-bench-XXXXXX", bench_images());
	fd = bench_must(mkstemp(path), path);
	bench_must(ftruncate(fd, (off_t)mib << 20), path);
	snprintf(command, sizeof(command),
		 "PATH=$PATH:/sbin:/usr/sbin; mkfs.ext4 -q -F %s", path);
	if (system(command)) {
		unlink(path);
		bench_die("mkfs.ext4", -EIO);
	}
	unlink(path);
	return fd;
}

/* Mounts what @fd holds, and returns the mount point. */
static UNUSED const char *bench_mount(int fd)
{
	static char mnt[64];
	struct lkl_disk_options options = {
		.size = sizeof(options),
		.from = LKL_DISK_FD,
		.fd = fd,
	};
	int id = bench_must(lkl_disk_open(&options), "lkl_disk_open");

	bench_must(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)),
		   "lkl_mount_dev");
	return mnt;
}

static UNUSED void bench_umount(void)
{
	bench_must(lkl_umount_dev(0, 0, 0, 1000), "lkl_umount_dev");
	bench_must(lkl_disk_close(0), "lkl_disk_close");
}

#endif
