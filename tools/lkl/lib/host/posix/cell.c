// SPDX-License-Identifier: GPL-2.0
/*
 * Free lists of cells, filled a chunk of pages at a time.
 */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "host/posix/cell.h"

#define CHUNK_BYTES	(16UL * 1024)

struct lkl__cell {
	struct lkl__cell *next;
};

static struct lkl__cells lines = { .bytes = LKL__CELL_BYTES };

static struct lkl__cell *cell_at(void *chunk, unsigned long offset)
{
	return (void *)((char *)chunk + offset);
}

/* The first cell of every chunk links the chunks. */
static int add_chunk(struct lkl__cells *cells)
{
	int saved_errno = errno;
	struct lkl__cell *cell;
	unsigned long at;
	void *chunk;

	chunk = mmap(NULL, CHUNK_BYTES, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	errno = saved_errno;
	if (chunk == MAP_FAILED)
		return -ENOMEM;
	cell = cell_at(chunk, 0);
	cell->next = cells->chunks;
	cells->chunks = cell;
	for (at = cells->bytes; at + cells->bytes <= CHUNK_BYTES;
	     at += cells->bytes) {
		cell = cell_at(chunk, at);
		cell->next = cells->free;
		cells->free = cell;
	}
	return 0;
}

void *lkl__cells_alloc(struct lkl__cells *cells)
{
	struct lkl__cell *cell = NULL;
	sigset_t old;

	lkl__lock_block_signals(&cells->lock, &old);
	if (cells->free || !add_chunk(cells)) {
		cell = cells->free;
		cells->free = cell->next;
		cells->nr_used++;
	}
	lkl__unlock_restore_signals(&cells->lock, &old);
	if (cell)
		memset(cell, 0, cells->bytes);
	return cell;
}

void lkl__cells_free(struct lkl__cells *cells, void *mem)
{
	struct lkl__cell *cell = mem;
	sigset_t old;

	lkl__lock_block_signals(&cells->lock, &old);
	cell->next = cells->free;
	cells->free = cell;
	cells->nr_used--;
	lkl__unlock_restore_signals(&cells->lock, &old);
}

unsigned long lkl__cells_trim(struct lkl__cells *cells)
{
	struct lkl__cell *chunk;
	unsigned long nr;
	sigset_t old;

	lkl__lock_block_signals(&cells->lock, &old);
	nr = cells->nr_used;
	while (!nr && (chunk = cells->chunks)) {
		cells->chunks = chunk->next;
		munmap(chunk, CHUNK_BYTES);
	}
	if (!nr)
		cells->free = NULL;
	lkl__unlock_restore_signals(&cells->lock, &old);
	return nr;
}

void *lkl__cell_alloc(void)
{
	return lkl__cells_alloc(&lines);
}

void lkl__cell_free(void *cell)
{
	lkl__cells_free(&lines, cell);
}

unsigned long lkl__cell_trim(void)
{
	return lkl__cells_trim(&lines);
}
