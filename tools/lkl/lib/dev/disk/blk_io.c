// SPDX-License-Identifier: GPL-2.0
/*
 * Complete transfers, and the arithmetic of buffers that they need.
 */
#include "dev/disk/blk_io.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "host/tsan.h"

#ifndef IOV_MAX
#define IOV_MAX		1024
#endif

size_t lkl__iov_bytes(const struct iovec *iov, unsigned int nr)
{
	size_t bytes = 0;
	unsigned int i;

	for (i = 0; i < nr; i++)
		bytes += iov[i].iov_len;
	return bytes;
}

void lkl__iov_skip(struct iovec **iov, unsigned int *nr, size_t bytes)
{
	while (*nr && bytes >= (*iov)->iov_len) {
		bytes -= (*iov)->iov_len;
		(*iov)++;
		(*nr)--;
	}
	if (bytes) {
		(*iov)->iov_base = (char *)(*iov)->iov_base + bytes;
		(*iov)->iov_len -= bytes;
	}
}

/* Of the first buffer that is not empty; 0 if there is none. */
static size_t first_part(struct iovec **iov, unsigned int *nr, size_t left)
{
	lkl__iov_skip(iov, nr, 0);
	if (!*nr)
		return 0;
	return (*iov)->iov_len < left ? (*iov)->iov_len : left;
}

/* Buffers of requests and frames are the kernel's. */
static void copy(void *to, const void *from, size_t bytes)
{
	lkl__tsan_ignore_begin();
	memcpy(to, from, bytes);
	lkl__tsan_ignore_end();
}

size_t lkl__iov_take(struct iovec **iov, unsigned int *nr, void *to,
		     size_t bytes)
{
	size_t done = 0, part;

	while ((part = first_part(iov, nr, bytes - done))) {
		copy((char *)to + done, (*iov)->iov_base, part);
		lkl__iov_skip(iov, nr, part);
		done += part;
	}
	return done;
}

size_t lkl__iov_put(struct iovec **iov, unsigned int *nr, const void *from,
		    size_t bytes)
{
	size_t done = 0, part;

	while ((part = first_part(iov, nr, bytes - done))) {
		copy((*iov)->iov_base, (const char *)from + done, part);
		lkl__iov_skip(iov, nr, part);
		done += part;
	}
	return done;
}

int lkl__blk_io_part(lkl__blk_io_fn io, int fd, struct iovec **iov,
		     unsigned int *nr, uint64_t *offset)
{
	ssize_t done;

	/* Where only empty buffers are left, 0 would not mean the end. */
	for (;;) {
		lkl__iov_skip(iov, nr, 0);
		if (!*nr)
			return 0;
		done = io(fd, *iov, *nr < IOV_MAX ? *nr : IOV_MAX, *offset);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -errno;
		if (done == 0)
			return -EIO;
		*offset += done;
		lkl__iov_skip(iov, nr, done);
	}
}

int lkl__blk_io_all(lkl__blk_io_fn io, int fd, struct iovec *iov, int nr,
		    uint64_t offset)
{
	unsigned int left = nr;

	return lkl__blk_io_part(io, fd, &iov, &left, &offset);
}

int lkl__blk_io_flush(int fd)
{
	int err;

	do {
		err = fdatasync(fd);
	} while (err && errno == EINTR);
	return err ? -errno : 0;
}
