/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What was chosen by lkl_init().
 */
#ifndef _LKL_INIT_H
#define _LKL_INIT_H

/** lkl__init_done() - whether the kernel has a host */
int lkl__init_done(void);

/** lkl__init_has_threads() - whether the host has threads */
int lkl__init_has_threads(void);

#endif
