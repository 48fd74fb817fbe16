/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What kernel halves call of libc in UML: to print is all that is left of it.
 */
#ifndef _UM_HOST_LKL_KERN_H
#define _UM_HOST_LKL_KERN_H

#include <linux/printk.h>

#define printf(...)	pr_info(__VA_ARGS__)

#endif
