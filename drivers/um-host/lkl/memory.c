// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's heap, for both halves of the drivers. What is taken here goes
 * back by kfree(), never by the host's free().
 */
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <kern_util.h>
#include <um_malloc.h>

void *uml_kmalloc(int size, int flags)
{
	return kmalloc(size, flags);
}

char *uml_strdup(const char *string)
{
	return kstrdup(string, GFP_KERNEL);
}

int __uml_cant_sleep(void)
{
	return preempt_count() || irqs_disabled();
}

unsigned long alloc_stack(int order, int atomic)
{
	return __get_free_pages(atomic ? GFP_ATOMIC : GFP_KERNEL, order);
}

void free_stack(unsigned long stack, int order)
{
	free_pages(stack, order);
}
