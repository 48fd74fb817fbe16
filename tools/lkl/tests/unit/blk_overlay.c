// SPDX-License-Identifier: GPL-2.0
/*
 * A disk with an overlay reads what was written, and its base never changes.
 */
#include "ktap.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dev/disk/blk.h"

/* The last block is not whole. */
#define BYTES	(1000 * 512U)
#define LIMIT	(64 * 4096U)
#define ROUNDS	20000

static char base_data[BYTES], before[BYTES], model[BYTES], got[BYTES];
static uint64_t seed = 88172645463325252ULL;

static uint64_t rnd(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

/* Up to three buffers over one piece of memory. */
static int cut(struct iovec *iov, char *data, size_t bytes)
{
	size_t first = rnd() % bytes, second = rnd() % (bytes - first);

	iov[0].iov_base = data;
	iov[0].iov_len = first;
	iov[1].iov_base = data + first;
	iov[1].iov_len = second;
	iov[2].iov_base = data + first + second;
	iov[2].iov_len = bytes - first - second;
	return 3;
}

static int one_write(struct lkl__blk *blk, uint64_t offset, size_t bytes)
{
	char data[16 * 512];
	struct iovec iov[3];
	int nr, err;
	size_t i;

	for (i = 0; i < bytes; i++)
		data[i] = rnd();
	nr = cut(iov, data, bytes);
	err = blk->ops->write(blk, iov, nr, offset);
	if (!err)
		memcpy(model + offset, data, bytes);
	return err;
}

static int one_read(struct lkl__blk *blk, uint64_t offset, size_t bytes)
{
	struct iovec iov[3];
	int nr = cut(iov, got, bytes);

	if (blk->ops->read(blk, iov, nr, offset))
		return 1;
	return memcmp(got, model + offset, bytes) != 0;
}

static void against_model(struct lkl__blk *blk)
{
	unsigned int i, wrong = 0, failed = 0;
	uint64_t offset;
	size_t bytes;

	for (i = 0; i < ROUNDS; i++) {
		bytes = (1 + rnd() % 16) * 512;
		offset = rnd() % ((BYTES - bytes) / 512 + 1) * 512;
		if (rnd() % 2)
			failed += one_write(blk, offset, bytes) != 0;
		else
			wrong += one_read(blk, offset, bytes);
	}
	CHECK_EQ(failed, 0, "all writes are taken");
	CHECK_EQ(wrong, 0, "all reads see them");
	CHECK_EQ(one_read(blk, 0, BYTES), 0, "the whole disk is right");
}

static void limit(struct lkl__blk *base)
{
	struct lkl__blk *blk;
	uint64_t offset = 0;
	int err = 0;

	if (lkl__blk_overlay_open(base, LIMIT, &blk))
		KTAP_BAIL("no overlay");
	memcpy(model, base_data, BYTES);
	while (!err && offset + 512 <= BYTES) {
		err = one_write(blk, offset, 512);
		if (!err)
			offset += 4096;
	}
	CHECK_EQ(err, -ENOSPC, "a full overlay takes no more");
	CHECK_EQ(offset, LIMIT, "it held what it may");
	CHECK_EQ(one_write(blk, 4096, 4096), 0, "what it has can be rewritten");
	CHECK_EQ(one_read(blk, 0, BYTES), 0, "and nothing is lost");
	blk->ops->close(blk);
}

int main(void)
{
	struct lkl__blk *base, *second = NULL, *blk = NULL;
	size_t i;

	KTAP_PLAN(9);
	for (i = 0; i < BYTES; i++)
		base_data[i] = rnd();
	memcpy(before, base_data, BYTES);
	memcpy(model, base_data, BYTES);
	if (lkl__blk_memory_open(base_data, BYTES, &base) ||
	    lkl__blk_memory_open(base_data, BYTES, &second) ||
	    lkl__blk_overlay_open(base, BYTES + 4096, &blk))
		KTAP_BAIL("no disk");
	base->read_only = true;
	against_model(blk);
	CHECK(!blk->ops->flush(blk), "flush");
	blk->ops->close(blk);
	limit(second);
	CHECK(!memcmp(base_data, before, BYTES), "the base is as before");
	return KTAP_END();
}
