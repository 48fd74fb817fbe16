// SPDX-License-Identifier: GPL-2.0
/*
 * O_DIRECT inside: between a worker's buffer and the disk, past the page cache.
 *
 * The buffer is not the kernel's, and so a disk cannot use it. It can use the
 * pages of a pipe: data goes through one, which each worker has for itself, and
 * which is empty between two requests. Large requests are better off with the
 * read-ahead and the write-back of the page cache.
 */
#include "lklfuse/direct.h"

#include <stdbool.h>

#include <lkl.h>

/* What a pipe holds. */
#define PIPE_BYTES	65536

static __thread struct {
	bool is_open;
	int ends[2];
} through;

static bool open_pipe(void)
{
	if (!through.is_open)
		through.is_open = !lkl_sys_pipe2(through.ends, LKL_O_NONBLOCK);
	return through.is_open;
}

/* With whatever is left in it. */
static void close_pipe(void)
{
	lkl_sys_close(through.ends[0]);
	lkl_sys_close(through.ends[1]);
	through.is_open = false;
}

size_t direct_read(int fd, char *buf, size_t size, off_t off)
{
	lkl_loff_t from = off;
	long got;

	if (fd < 0 || size > PIPE_BYTES || !open_pipe())
		return 0;
	got = lkl_sys_splice(fd, &from, through.ends[1], NULL, size, 0);
	if (got <= 0)
		return 0;
	if (lkl_sys_read(through.ends[0], buf, got) == got)
		return got;
	close_pipe();
	return 0;
}

size_t direct_write(int fd, const char *buf, size_t size, off_t off)
{
	lkl_loff_t to = off;
	long put;

	if (fd < 0 || size > PIPE_BYTES || !open_pipe())
		return 0;
	put = lkl_sys_write(through.ends[1], buf, size);
	if (put == (long)size)
		put = lkl_sys_splice(through.ends[0], NULL, fd, &to, size, 0);
	if (put == (long)size)
		return size;
	close_pipe();
	return 0;
}
