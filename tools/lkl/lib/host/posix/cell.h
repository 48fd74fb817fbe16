/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Small memory without malloc(), which a signal handler that enters the kernel
 * may have interrupted.
 */
#ifndef _LKL_HOST_CELL_H
#define _LKL_HOST_CELL_H

/** define LKL__CELL_BYTES - the size of all cells: one cache line */
#define LKL__CELL_BYTES	64

/**
 * lkl__cell_alloc() - allocate a zeroed cell
 *
 * Context: any, no block.
 * Return: its address, or NULL.
 */
void *lkl__cell_alloc(void);

/**
 * lkl__cell_free() - free a cell
 * @cell: the cell
 *
 * Context: any, no block.
 */
void lkl__cell_free(void *cell);

/**
 * lkl__cell_trim() - give memory back if no cell is in use
 *
 * Return: the number of cells in use.
 */
unsigned long lkl__cell_trim(void);

#endif
