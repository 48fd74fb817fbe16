// SPDX-License-Identifier: GPL-2.0
/*
 * What is in files of the host.
 */
#include <errno.h>
#include <unistd.h>

#include "copy/channel.h"
#include "copy/tree_parts.h"

static long host_read(int fd, void *buf, unsigned long bytes, uint64_t offset)
{
	ssize_t got;

	do {
		got = pread(fd, buf, bytes, (off_t)offset);
	} while (got < 0 && errno == EINTR);
	return got < 0 ? -errno : got;
}

/* A pipe may have no room, or never: a signal ends the waiting. */
static long write_behind(int fd, const void *buf, unsigned long bytes)
{
	int err = channel_write(fd, buf, bytes);

	return err ? err : (long)bytes;
}

static long host_write(int fd, const void *buf, unsigned long bytes,
		       uint64_t offset)
{
	ssize_t put;

	do {
		put = pwrite(fd, buf, bytes, (off_t)offset);
	} while (put < 0 && errno == EINTR);
	if (put < 0 && errno == ESPIPE)
		return write_behind(fd, buf, bytes);
	return put < 0 ? -errno : put;
}

static int64_t host_seek(int fd, uint64_t offset, int hole)
{
	off_t at = lseek(fd, (off_t)offset, hole ? SEEK_HOLE : SEEK_DATA);

	return at < 0 ? -errno : at;
}

static int64_t host_size(int fd)
{
	off_t end = lseek(fd, 0, SEEK_END);

	return end < 0 ? -errno : end;
}

static int host_truncate(int fd, uint64_t size)
{
	return ftruncate(fd, (off_t)size) ? -errno : 0;
}

const struct tree_file_ops host_file_ops = {
	.read = host_read,
	.write = host_write,
	.seek = host_seek,
	.size = host_size,
	.truncate = host_truncate,
	.sync = channel_sync,
};
