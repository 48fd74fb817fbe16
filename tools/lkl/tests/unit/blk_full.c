// SPDX-License-Identifier: GPL-2.0
/*
 * Where a file can have no more room, the program is asked to make some, and
 * the write goes on where it was.
 */
#include "ktap.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "dev/disk/blk.h"

#define BYTES	(1 << 20)
#define PART	5000

static size_t room;
static int full_err, makes_room;
static unsigned int nr_asked;

/* In place of libc's: some of the first buffer, as long as there is room. */
ssize_t pwritev(int fd, const struct iovec *iov, int nr, off_t offset)
{
	size_t bytes = iov->iov_len < room ? iov->iov_len : room;
	ssize_t done;

	(void)nr;
	if (!bytes) {
		errno = full_err;
		return -1;
	}
	done = pwrite(fd, iov->iov_base, bytes, offset);
	room -= done > 0 ? (size_t)done : 0;
	return done;
}

static int make_room(void *handle)
{
	nr_asked++;
	room += makes_room ? *(size_t *)handle : 0;
	return makes_room;
}

static int write_all(struct lkl__blk *blk, char *data, size_t bytes)
{
	struct iovec iov[] = {
		{ data, 1000 }, { data + 1000, bytes - 1000 },
	};

	nr_asked = 0;
	return blk->ops->write(blk, iov, 2, 4096);
}

int main(void)
{
	static char name[] = P_tmpdir "/lkl-blk-full-XXXXXX";
	static char data[65536], got[sizeof(data)];
	size_t part = PART, i;
	struct lkl__blk_hooks hooks = { .full = make_room, .handle = &part };
	struct lkl__blk *blk;
	int fd = mkstemp(name);

	KTAP_PLAN(8);
	for (i = 0; i < sizeof(data); i++)
		data[i] = (char)(i / 7);
	if (fd < 0 || unlink(name) || ftruncate(fd, BYTES) ||
	    lkl__blk_fd_open(fd, true, false, &hooks, &blk))
		KTAP_BAIL("no disk");
	full_err = ENOSPC;
	makes_room = 1;
	CHECK_EQ(write_all(blk, data, sizeof(data)), 0, "room is made");
	CHECK_EQ(nr_asked, sizeof(data) / PART + 1, "as often as it must be");
	CHECK(pread(fd, got, sizeof(got), 4096) == sizeof(got) &&
	      !memcmp(got, data, sizeof(got)), "all of it is written");
	full_err = EDQUOT;
	CHECK_EQ(write_all(blk, data, sizeof(data)), 0, "a quota is raised");
	room = PART;
	makes_room = 0;
	CHECK_EQ(write_all(blk, data, sizeof(data)), -EDQUOT,
		 "or not, and the write fails");
	CHECK_EQ(nr_asked, 1, "after the program was asked once");
	room = PART;
	full_err = EIO;
	CHECK_EQ(write_all(blk, data, sizeof(data)), -EIO, "another error");
	CHECK_EQ(nr_asked, 0, "is none of its business");
	blk->ops->close(blk);
	close(fd);
	return KTAP_END();
}
