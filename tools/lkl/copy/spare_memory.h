/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How much memory the host has left for us.
 */
#ifndef _LKL_COPY_SPARE_MEMORY_H
#define _LKL_COPY_SPARE_MEMORY_H

#include <stdint.h>

/** spare_memory() - bytes that we may take without harm; UINT64_MAX: unknown */
uint64_t spare_memory(void);

#endif
