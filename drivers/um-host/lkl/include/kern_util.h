/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What both halves of the drivers ask of the kernel.
 */
#ifndef _UM_HOST_LKL_KERN_UTIL_H
#define _UM_HOST_LKL_KERN_UTIL_H

/* A stack of 2^@order pages for a helper, or 0. */
unsigned long alloc_stack(int order, int atomic);
void free_stack(unsigned long stack, int order);

/* Whether memory has to be asked for with UM_GFP_ATOMIC. */
int __uml_cant_sleep(void);

/* A copy on the kernel's heap, or NULL. */
char *uml_strdup(const char *string);

#endif
