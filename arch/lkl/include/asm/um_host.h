/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the port knows of the drivers in drivers/um-host: that their threads
 * have to end with it.
 */
#ifndef _ASM_LKL_UM_HOST_H
#define _ASM_LKL_UM_HOST_H

#ifdef CONFIG_UM_HOST
/* Context: halt, the CPU is nobody's any more. */
void lkl_um_stop(void);
#else
static inline void lkl_um_stop(void)
{
}
#endif

#endif
