// SPDX-License-Identifier: GPL-2.0
/*
 * mount(2) reads a whole page of options, and stops where it faults. A program
 * may run without a handler for faults, so here it is not read beyond the page
 * in which the text ends.
 */
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/minmax.h>
#include <linux/uaccess.h>

#include "calls.h"

/*
 * Up to the end of the page, not of the text: some file systems have a struct
 * instead, which may have a zero anywhere but has to be in one page.
 */
static unsigned long readable_bytes(const char __user *data)
{
	unsigned long len = strnlen_user(data, PAGE_SIZE);

	if (!len)
		return 0;
	len = min(len, PAGE_SIZE);
	return min(PAGE_ALIGN((unsigned long)data + len) - (unsigned long)data,
		   PAGE_SIZE);
}

static void *copy_options(const void __user *data)
{
	unsigned long bytes = readable_bytes(data);
	void *copy;

	if (!bytes)
		return ERR_PTR(-EFAULT);
	copy = (void *)get_zeroed_page(GFP_KERNEL);
	if (!copy)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(copy, data, bytes)) {
		free_page((unsigned long)copy);
		return ERR_PTR(-EFAULT);
	}
	return copy;
}

long lkl_mount(char __user *dev_name, char __user *dir_name, char __user *type,
	       unsigned long flags, void __user *data)
{
	void *copy = data ? copy_options(data) : NULL;
	long ret;

	if (IS_ERR(copy))
		return PTR_ERR(copy);
	ret = sys_mount(dev_name, dir_name, type, flags,
			(void __user __force *)copy);
	free_page((unsigned long)copy);
	return ret;
}
