// SPDX-License-Identifier: GPL-2.0
/*
 * A free list of cells, filled a chunk of pages at a time.
 */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "host/lock.h"
#include "host/posix/cell.h"

#define CHUNK_BYTES	(16UL * 1024)

struct cell {
	struct cell *next;
	char rest[LKL__CELL_BYTES - sizeof(struct cell *)];
};

/* The first cell of every chunk links the chunks. */
static struct {
	struct lkl__lock lock;
	struct cell *free;
	struct cell *chunks;
	unsigned long nr_used;
} cells;

static int add_chunk(void)
{
	unsigned long i, nr = CHUNK_BYTES / sizeof(struct cell);
	int saved_errno = errno;
	struct cell *chunk;

	chunk = mmap(NULL, CHUNK_BYTES, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	errno = saved_errno;
	if (chunk == MAP_FAILED)
		return -ENOMEM;
	chunk->next = cells.chunks;
	cells.chunks = chunk;
	for (i = 1; i < nr; i++) {
		chunk[i].next = cells.free;
		cells.free = &chunk[i];
	}
	return 0;
}

void *lkl__cell_alloc(void)
{
	struct cell *cell = NULL;
	sigset_t old;

	lkl__lock_block_signals(&cells.lock, &old);
	if (cells.free || !add_chunk()) {
		cell = cells.free;
		cells.free = cell->next;
		cells.nr_used++;
	}
	lkl__unlock_restore_signals(&cells.lock, &old);
	if (cell)
		memset(cell, 0, sizeof(*cell));
	return cell;
}

void lkl__cell_free(void *mem)
{
	struct cell *cell = mem;
	sigset_t old;

	lkl__lock_block_signals(&cells.lock, &old);
	cell->next = cells.free;
	cells.free = cell;
	cells.nr_used--;
	lkl__unlock_restore_signals(&cells.lock, &old);
}

unsigned long lkl__cell_trim(void)
{
	struct cell *chunk;
	unsigned long nr;
	sigset_t old;

	lkl__lock_block_signals(&cells.lock, &old);
	nr = cells.nr_used;
	while (!nr && (chunk = cells.chunks)) {
		cells.chunks = chunk->next;
		munmap(chunk, CHUNK_BYTES);
	}
	if (!nr)
		cells.free = NULL;
	lkl__unlock_restore_signals(&cells.lock, &old);
	return nr;
}
