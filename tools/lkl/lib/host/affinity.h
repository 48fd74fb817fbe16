/* SPDX-License-Identifier: GPL-2.0 */
/*
 * On which CPUs of the host a thread runs, and those that it starts.
 */
#ifndef _LKL_HOST_AFFINITY_H
#define _LKL_HOST_AFFINITY_H

/**
 * lkl__affinity_pin() - bind the calling thread to the CPU it is on
 * @old: set to where it could run before, for lkl__affinity_set() and free()
 *
 * Return: 0 or -errno.
 */
int lkl__affinity_pin(void **old);

/** lkl__affinity_set() - let the calling thread run where it could at @old */
void lkl__affinity_set(const void *old);

#endif
