/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copies from and to the program's memory on x86-64.
 */
#include <linux/linkage.h>
#include <asm/asm-extable.h>

#include "copy_body_x86_64.S"

/* unsigned long lkl_user_copy(void *to, const void *from, unsigned long len) */
SYM_FUNC_START(lkl_user_copy)
	xorl	%eax, %eax
	copy_body .Lcopy_bytes

	/* Again byte by byte: what then faults is the first that cannot be copied. */
.Lcopy_bytes:
	movq	%rdx, %rcx
1:	rep movsb
2:	movq	%rcx, %rax
	ret
	extable	1b, 2b
SYM_FUNC_END(lkl_user_copy)
