/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Images on the host and their disks in the kernel, for tests of disks.
 */
#ifndef LKL_TESTS_DISK_H
#define LKL_TESTS_DISK_H

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <lkl.h>

#include "ktap.h"

#define UNUSED __attribute__((unused))

static char disk_dir[] = P_tmpdir "/lkl-disk-XXXXXX";
static pid_t disk_owner;

static UNUSED void disk_clean(void)
{
	char command[64];

	if (getpid() != disk_owner)
		return;
	snprintf(command, sizeof(command), "rm -rf %s", disk_dir);
	if (system(command))
		KTAP_DIAG("%s is left", disk_dir);
}

/* The name of a file in a folder that vanishes with the test. */
static UNUSED const char *disk_path(const char *name)
{
	static char path[4][64];
	static unsigned int next;

	if (!disk_owner) {
		if (!mkdtemp(disk_dir))
			KTAP_BAIL("no folder");
		disk_owner = getpid();
		atexit(disk_clean);
	}
	next = (next + 1) % 4;
	snprintf(path[next], sizeof(path[next]), "%s/%s", disk_dir, name);
	return path[next];
}

static UNUSED KTAP_PRINTF(1, 2) int run(const char *fmt, ...)
{
	char command[512];
	va_list ap;
	int status;

	va_start(ap, fmt);
	vsnprintf(command, sizeof(command), fmt, ap);
	va_end(ap);
	status = system(command);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* An empty image of some MiB. */
static UNUSED void disk_image(const char *path, unsigned int mib)
{
	int fd = open(path, O_CREAT | O_TRUNC | O_RDWR, 0600);

	if (fd < 0 || ftruncate(fd, (off_t)mib << 20) || close(fd))
		KTAP_BAIL("no image");
}

/* One with ext4; the tests that use it say what package they need. */
static UNUSED void disk_ext4(const char *path, unsigned int mib)
{
	disk_image(path, mib);
	if (run("PATH=$PATH:/sbin:/usr/sbin; mkfs.ext4 -q -F %s", path))
		KTAP_BAIL("mkfs.ext4 fails");
}

static UNUSED int disk_fsck(const char *path)
{
	return run("PATH=$PATH:/sbin:/usr/sbin; e2fsck -fn %s >/dev/null 2>&1",
		   path);
}

static UNUSED void need(const char *program, const char *package)
{
	char text[128];

	if (!run("PATH=$PATH:/sbin:/usr/sbin; command -v %s >/dev/null",
		 program))
		return;
	snprintf(text, sizeof(text), "package: %s is missing (package %s)",
		 program, package);
	KTAP_SKIP_ALL(text);
}

/* A hash of all bytes of a file. */
static UNUSED uint64_t disk_hash(const char *path)
{
	uint64_t hash = 14695981039346656037ULL;
	unsigned char buf[65536];
	int fd = open(path, O_RDONLY);
	ssize_t n, i;

	while ((n = read(fd, buf, sizeof(buf))) > 0) {
		for (i = 0; i < n; i++)
			hash = (hash ^ buf[i]) * 1099511628211ULL;
	}
	close(fd);
	return hash;
}

static UNUSED void disk_boot_with(const char *options)
{
	int err = lkl_init(&lkl_host_ops);

	if (!err)
		err = lkl_start_kernel("mem=64M loglevel=0 %s", options);
	if (err)
		KTAP_BAIL("the kernel does not start: %s", lkl_strerror(err));
}

static UNUSED void disk_boot(void)
{
	disk_boot_with("");
}

static UNUSED void disk_halt(void)
{
	lkl_sys_halt();
	lkl_cleanup();
}

static UNUSED int disk_try(struct lkl_disk_options options)
{
	options.size = sizeof(options);
	return lkl_disk_open(&options);
}

#define DISK_OPEN(...) disk_try((struct lkl_disk_options){ __VA_ARGS__ })

/* Whether the library finds out types of file systems: not without libblkid. */
static UNUSED int disk_recognizes(int id)
{
	char type[32];
	uint32_t dev;

	return !lkl_get_virtio_blkdev(id, 0, &dev) &&
	       lkl_recognize(dev, type, sizeof(type)) != -LKL_ENOSYS;
}

/* Open the kernel's device of a disk. Return: a descriptor, or -errno. */
static UNUSED long disk_device(int id, unsigned int part, int flags)
{
	char node[32];
	uint32_t dev;
	long err;

	err = lkl_get_virtio_blkdev(id, part, &dev);
	if (err)
		return err;
	snprintf(node, sizeof(node), "/test-%u", (unsigned int)dev);
	err = lkl_sys_mknod(node, LKL_S_IFBLK | 0600, dev);
	if (err && err != -LKL_EEXIST)
		return err;
	return lkl_sys_open(node, flags, 0);
}

/* Write a file and have it synced. Return: 0 or -errno. */
static UNUSED long disk_write_file(const char *folder, const char *name,
				   const void *data, unsigned long bytes)
{
	char path[128];
	long fd, n;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	fd = lkl_sys_open(path, LKL_O_CREAT | LKL_O_TRUNC | LKL_O_RDWR, 0600);
	if (fd < 0)
		return fd;
	n = lkl_sys_write(fd, data, bytes);
	if (n >= 0)
		n = (unsigned long)n == bytes ? lkl_sys_fsync(fd) : -EIO;
	lkl_sys_close(fd);
	return n;
}

/* Compare a file. Return: 1 if it is this, or 0. */
static UNUSED int disk_file_is(const char *folder, const char *name,
			       const void *data, unsigned long bytes)
{
	char path[128], *got = malloc(bytes + 1);
	long fd, n = -1;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	fd = lkl_sys_open(path, LKL_O_RDONLY, 0);
	if (fd >= 0) {
		n = lkl_sys_read(fd, got, bytes + 1);
		lkl_sys_close(fd);
	}
	n = n == (long)bytes && !memcmp(got, data, bytes);
	free(got);
	return n;
}

#endif
