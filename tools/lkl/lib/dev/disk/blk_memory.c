// SPDX-License-Identifier: GPL-2.0
/*
 * Memory as the back end of a disk.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "dev/disk/blk.h"
#include "dev/disk/blk_io.h"

struct memory {
	struct lkl__blk blk;
	char *data;
	bool own;
};

static struct memory *to_memory(struct lkl__blk *blk)
{
	_Static_assert(offsetof(struct memory, blk) == 0, "comes first");
	return (struct memory *)blk;
}

static int memory_read(struct lkl__blk *blk, struct iovec *iov, int nr,
		       uint64_t offset)
{
	unsigned int left = nr;

	lkl__iov_put(&iov, &left, to_memory(blk)->data + offset,
		     lkl__iov_bytes(iov, nr));
	return 0;
}

static int memory_write(struct lkl__blk *blk, struct iovec *iov, int nr,
			uint64_t offset)
{
	unsigned int left = nr;

	lkl__iov_take(&iov, &left, to_memory(blk)->data + offset,
		      lkl__iov_bytes(iov, nr));
	return 0;
}

static int memory_flush(struct lkl__blk *blk)
{
	(void)blk;
	return 0;
}

static int memory_zero(struct lkl__blk *blk, uint64_t offset, uint64_t bytes,
		       bool unmap)
{
	(void)unmap;
	memset(to_memory(blk)->data + offset, 0, bytes);
	return 0;
}

/* Whole pages go back to the host; fresh ones are zero. */
static int own_discard(struct lkl__blk *blk, uint64_t offset, uint64_t bytes)
{
	uint64_t page = sysconf(_SC_PAGESIZE);
	uint64_t start = (offset + page - 1) / page * page;
	uint64_t end = (offset + bytes) / page * page;

	if (start >= end)
		return 0;
	if (madvise(to_memory(blk)->data + start, end - start, MADV_DONTNEED))
		return -errno;
	return 0;
}

static void memory_close(struct lkl__blk *blk)
{
	if (to_memory(blk)->own)
		munmap(to_memory(blk)->data, blk->bytes);
	free(blk);
}

static const struct lkl__blk_ops memory_ops = {
	.read = memory_read,
	.write = memory_write,
	.flush = memory_flush,
	.zero = memory_zero,
	.close = memory_close,
};

static const struct lkl__blk_ops own_memory_ops = {
	.read = memory_read,
	.write = memory_write,
	.flush = memory_flush,
	.discard = own_discard,
	.zero = memory_zero,
	.close = memory_close,
};

static void *map(uint64_t bytes)
{
	void *data = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return data == MAP_FAILED ? NULL : data;
}

int lkl__blk_memory_open(void *memory, uint64_t bytes, struct lkl__blk **blk)
{
	struct memory *mem;

	if (!bytes || bytes % LKL__SECTOR || bytes > SIZE_MAX / 2)
		return -EINVAL;
	mem = calloc(1, sizeof(*mem));
	if (!mem)
		return -ENOMEM;
	mem->own = !memory;
	mem->data = memory ? memory : map(bytes);
	if (!mem->data) {
		free(mem);
		return -ENOMEM;
	}
	mem->blk.ops = mem->own ? &own_memory_ops : &memory_ops;
	mem->blk.bytes = bytes;
	mem->blk.block_bytes = LKL__SECTOR;
	mem->blk.phys_bytes = LKL__SECTOR;
	mem->blk.parallel = LKL__BLK_PARALLEL;
	*blk = &mem->blk;
	return 0;
}
