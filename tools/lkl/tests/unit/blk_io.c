// SPDX-License-Identifier: GPL-2.0
/*
 * Short transfers, signals and empty buffers do not end a transfer early, and
 * do not repeat a part of it.
 */
#include "ktap.h"
#include <errno.h>
#include <string.h>

#include "dev/disk/blk_io.h"

#define BYTES	1000

static char file[BYTES];
static unsigned int calls;
static int mode_eio, mode_eof;

/* At most seven bytes, and an interrupted call every third time. */
static ssize_t some_write(int fd, const struct iovec *iov, int nr, off_t offset)
{
	size_t n = iov->iov_len < 7 ? iov->iov_len : 7;

	(void)fd;
	if (nr < 1)
		return -1;
	if (++calls % 3 == 0) {
		errno = EINTR;
		return -1;
	}
	if (mode_eio && offset >= 500) {
		errno = EIO;
		return -1;
	}
	if (mode_eof && offset >= 500)
		return 0;
	memcpy(file + offset, iov->iov_base, n);
	return n;
}

static int write_all(void)
{
	static char data[BYTES];
	struct iovec iov[6] = {
		{ data, 0 }, { data, 300 }, { data + 300, 1 }, { data, 0 },
		{ data + 301, 699 }, { data, 0 },
	};
	unsigned int i;

	for (i = 0; i < BYTES; i++)
		data[i] = i * 7;
	memset(file, 0, sizeof(file));
	return lkl__blk_io_all(some_write, 0, iov, 6, 0);
}

static int right(void)
{
	unsigned int i;

	for (i = 0; i < BYTES; i++) {
		if (file[i] != (char)(i * 7))
			return 0;
	}
	return 1;
}

static void buffers(void)
{
	char a[4] = "abc", b[4] = "def", out[8] = "";
	struct iovec iov[3] = { { a, 3 }, { a, 0 }, { b, 3 } }, *at = iov;
	unsigned int nr = 3;

	CHECK_EQ(lkl__iov_bytes(iov, 3), 6, "their size");
	CHECK(lkl__iov_take(&at, &nr, out, 4) == 4 && !strcmp(out, "abcd"),
	      "their start is taken");
	CHECK(nr == 1 && at == &iov[2] && at->iov_len == 2, "and is gone");
	CHECK_EQ(lkl__iov_put(&at, &nr, "xyz", 3), 2, "no more than there is");
	CHECK(nr == 0 && !strcmp(b, "dxy"), "is filled");
}

int main(void)
{
	KTAP_PLAN(9);
	CHECK(write_all() == 0, "a transfer in pieces is complete");
	CHECK(right(), "every piece is where it should be");
	mode_eio = 1;
	CHECK_EQ(write_all(), -EIO, "an error ends it");
	mode_eio = 0;
	mode_eof = 1;
	CHECK_EQ(write_all(), -EIO, "the end of the file is an error");
	buffers();
	return KTAP_END();
}
