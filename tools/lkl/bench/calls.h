/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a benchmark does with a file, on the host and in the kernel.
 */
#ifndef LKL_BENCH_CALLS_H
#define LKL_BENCH_CALLS_H

#include <fcntl.h>
#include <unistd.h>

#include "kernel.h"

/* Each as its system call; @forget drops what is cached, and takes advice. */
struct calls {
	long (*write)(int fd, const void *buf, size_t len, off_t at);
	long (*read)(int fd, void *buf, size_t len, off_t at);
	long (*sync)(int fd);
	long (*forget)(int fd, int advice);
	long (*empty)(int fd);
};

static long native_write(int fd, const void *data, size_t len, off_t at)
{
	return pwrite(fd, data, len, at);
}

static long native_read(int fd, void *data, size_t len, off_t at)
{
	return pread(fd, data, len, at);
}

static long native_sync(int fd)
{
	return fsync(fd);
}

static long native_forget(int fd, int advice)
{
	return posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED) |
	       posix_fadvise(fd, 0, 0, advice);
}

static long native_empty(int fd)
{
	return ftruncate(fd, 0);
}

static long lkl_write(int fd, const void *data, size_t len, off_t at)
{
	return lkl_sys_pwrite64(fd, data, len, at);
}

static long lkl_read(int fd, void *data, size_t len, off_t at)
{
	return lkl_sys_pread64(fd, data, len, at);
}

static long lkl_sync(int fd)
{
	return lkl_sys_fsync(fd);
}

static long lkl_forget(int fd, int advice)
{
	return lkl_sys_fadvise64(fd, 0, 0, POSIX_FADV_DONTNEED) |
	       lkl_sys_fadvise64(fd, 0, 0, advice);
}

static long lkl_empty(int fd)
{
	return lkl_sys_ftruncate(fd, 0);
}

static const struct calls native_calls = {
	native_write, native_read, native_sync, native_forget, native_empty,
};

static const struct calls lkl_calls = {
	lkl_write, lkl_read, lkl_sync, lkl_forget, lkl_empty,
};

#endif
