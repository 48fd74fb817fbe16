// SPDX-License-Identifier: GPL-2.0
/*
 * What is in files of an image.
 */
#include <lkl_sys.h>
#include <lkl/linux/fadvise.h>

#include "copy/tree_parts.h"

/* What is read of a file before it is opened. */
#define EXPECT_BYTES	(128 << 10)

static long image_read(int fd, void *buf, unsigned long bytes, uint64_t offset)
{
	return lkl_sys_pread64(fd, buf, bytes, (lkl_loff_t)offset);
}

static long image_write(int fd, const void *buf, unsigned long bytes,
			uint64_t offset)
{
	return lkl_sys_pwrite64(fd, buf, bytes, (lkl_loff_t)offset);
}

static int64_t image_seek(int fd, uint64_t offset, int hole)
{
	return lkl_sys_lseek(fd, (lkl_off_t)offset,
			     hole ? LKL_SEEK_HOLE : LKL_SEEK_DATA);
}

static int64_t image_size(int fd)
{
	return lkl_sys_lseek(fd, 0, LKL_SEEK_END);
}

static int image_truncate(int fd, uint64_t size)
{
	return lkl_sys_ftruncate(fd, size);
}

static void image_expect(int at, const char *name)
{
	int fd = image_open_file(at, name);

	if (fd < 0)
		return;
	lkl_sys_fadvise64_64(fd, 0, EXPECT_BYTES, LKL_POSIX_FADV_WILLNEED);
	lkl_sys_close(fd);
}

/*
 * Memory that is used again at once is in the caches of the processor, and the
 * host need not give more.
 */
static void image_drop(int fd, uint64_t offset, unsigned long bytes)
{
	lkl_sys_fadvise64_64(fd, (lkl_loff_t)offset, (lkl_loff_t)bytes,
			     LKL_POSIX_FADV_DONTNEED);
}

const struct tree_file_ops image_file_ops = {
	.read = image_read,
	.write = image_write,
	.seek = image_seek,
	.size = image_size,
	.truncate = image_truncate,
	.expect = image_expect,
	.drop = image_drop,
};
