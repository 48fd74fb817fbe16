/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Small memory without malloc(), which a signal handler that enters the kernel
 * may have interrupted.
 */
#ifndef _LKL_HOST_CELL_H
#define _LKL_HOST_CELL_H

#include "host/lock.h"

struct lkl__cell;

/**
 * struct lkl__cells - cells of one size
 * @bytes: the size: a multiple of 8 and a small part of 16 KiB; all else is
 *	zero at first
 */
struct lkl__cells {
	unsigned long bytes;
	/* private: */
	struct lkl__lock lock;
	struct lkl__cell *free;
	struct lkl__cell *chunks;
	unsigned long nr_used;
};

/**
 * lkl__cells_alloc() - allocate a zeroed cell
 * @cells: of these
 *
 * Context: any, no block.
 * Return: its address, or NULL.
 */
void *lkl__cells_alloc(struct lkl__cells *cells);

/**
 * lkl__cells_free() - free a cell
 * @cells: where it is from
 * @cell: the cell
 *
 * Context: any, no block.
 */
void lkl__cells_free(struct lkl__cells *cells, void *cell);

/**
 * lkl__cells_trim() - give memory back if no cell is in use
 * @cells: those
 *
 * Return: the number of cells in use.
 */
unsigned long lkl__cells_trim(struct lkl__cells *cells);

/** define LKL__CELL_BYTES - the size of what follows: one cache line */
#define LKL__CELL_BYTES	64

/**
 * lkl__cell_alloc() - allocate a zeroed cell of one cache line
 *
 * Context: any, no block.
 * Return: its address, or NULL.
 */
void *lkl__cell_alloc(void);

/**
 * lkl__cell_free() - free such a cell
 * @cell: the cell
 *
 * Context: any, no block.
 */
void lkl__cell_free(void *cell);

/**
 * lkl__cell_trim() - give memory back if none of these is in use
 *
 * Return: the number of cells in use.
 */
unsigned long lkl__cell_trim(void);

#endif
