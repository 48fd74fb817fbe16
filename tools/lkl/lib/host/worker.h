/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whether the library may have threads of its own.
 */
#ifndef _LKL_HOST_WORKER_H
#define _LKL_HOST_WORKER_H

/**
 * lkl__worker_enable() - allow workers, until lkl__work_stop()
 *
 * Context: before boot.
 * Return: 0 or -ENOMEM.
 */
int lkl__worker_enable(void);

#endif
