/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whether something is going on in this process.
 */
#ifndef _LKL_COPY_IDLE_H
#define _LKL_COPY_IDLE_H

/**
 * idle_others() - whether all other threads wait for one another
 *
 * Those that run, are about to, or wait for storage of the host do not.
 * Return: 1; 0 also where that cannot be found out.
 */
int idle_others(void);

#endif
