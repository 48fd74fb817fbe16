// SPDX-License-Identifier: GPL-2.0
/*
 * Numbers that assembly and host code need.
 */
#include <linux/gfp_types.h>
#include <linux/kbuild.h>

#include <asm/entry.h>
#include <asm/page.h>
#include <asm/thread_info.h>

int main(void)
{
	DEFINE(LKL_HOST_ABI_NR, LKL_HOST_ABI);
	DEFINE(LKL_ENTRY_ABI_NR, LKL_ENTRY_ABI);
#ifdef CONFIG_UM_HOST
	/* for the host halves of drivers/um-host */
	DEFINE(UM_KERN_PAGE_SIZE, PAGE_SIZE);
	DEFINE(UM_THREAD_SIZE, THREAD_SIZE);
	DEFINE(UM_GFP_KERNEL, GFP_KERNEL);
	DEFINE(UM_GFP_ATOMIC, GFP_ATOMIC);
#ifdef CONFIG_PRINTK
	DEFINE(UML_CONFIG_PRINTK, 1);
#endif
#endif
	return 0;
}
