// SPDX-License-Identifier: GPL-2.0
/*
 * Numbers that assembly needs.
 */
#include <linux/kbuild.h>

#include <asm/entry.h>

int main(void)
{
	DEFINE(LKL_HOST_ABI_NR, LKL_HOST_ABI);
	DEFINE(LKL_ENTRY_ABI_NR, LKL_ENTRY_ABI);
	return 0;
}
