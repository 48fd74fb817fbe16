// SPDX-License-Identifier: GPL-2.0
/*
 * A range of a disk is a disk that cannot reach what is around it.
 */
#include "ktap.h"
#include <errno.h>
#include <string.h>

#include "dev/disk/blk.h"

#define BYTES	(64 * 512)

static char memory[BYTES];

static void refused(const char *name, uint64_t offset, uint64_t bytes)
{
	struct lkl__blk *base, *blk;

	if (lkl__blk_memory_open(memory, BYTES, &base))
		KTAP_BAIL("no memory");
	CHECK_EQ(lkl__blk_range_open(base, offset, bytes, &blk), -EINVAL,
		 "%s", name);
	lkl__blk_close(base);
}

static struct lkl__blk *range(uint64_t offset, uint64_t bytes)
{
	struct lkl__blk *base, *blk;

	if (lkl__blk_memory_open(memory, BYTES, &base) ||
	    lkl__blk_range_open(base, offset, bytes, &blk))
		KTAP_BAIL("no range");
	return blk;
}

int main(void)
{
	char data[1024];
	struct iovec iov = { data, sizeof(data) };
	struct lkl__blk *blk;

	KTAP_PLAN(11);
	blk = range(1024, 4096);
	CHECK_EQ(blk->bytes, 4096, "its size");
	memset(data, 'r', sizeof(data));
	CHECK_EQ(blk->ops->write(blk, &iov, 1, 3072), 0, "write at its end");
	CHECK(memory[4095] == 0 && memory[4096] == 'r' &&
	      memory[5119] == 'r' && memory[5120] == 0, "it is in its place");
	CHECK(!blk->ops->zero(blk, 3072, 512, false) && memory[4096] == 0 &&
	      memory[4607] == 0 && memory[4608] == 'r', "zero");
	CHECK_EQ(blk->ops->flush(blk), 0, "flush");
	lkl__blk_close(blk);

	blk = range(512, 0);
	CHECK_EQ(blk->bytes, BYTES - 512, "up to the end");
	lkl__blk_close(blk);

	refused("a range behind the end", BYTES, 512);
	refused("a range across the end", BYTES - 512, 1024);
	refused("a range that wraps", 512, ~0ULL - 511);
	refused("a misaligned start", 100, 512);
	refused("a misaligned length", 0, 100);
	return KTAP_END();
}
