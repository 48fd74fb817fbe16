/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Read before the transports of the stock vector driver: what no parameter of a
 * tunnel mentions is off, and not what the memory happened to have in it.
 */
#ifndef _UM_HOST_LKL_VECTOR_CLEAR_H
#define _UM_HOST_LKL_VECTOR_CLEAR_H

#include <linux/slab.h>

#undef kmalloc
#define kmalloc(size, flags)	kzalloc(size, flags)

#endif
