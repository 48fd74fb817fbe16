/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Clearing of the program's memory on x86-64.
 */
#include <linux/linkage.h>
#include <asm/asm-extable.h>

#include "set_body_x86_64.S"

/* unsigned long lkl_user_clear(void *to, unsigned long len) */
SYM_FUNC_START(lkl_user_clear)
	movq	%rsi, %rdx
	xorl	%eax, %eax
	xorl	%esi, %esi
	pxor	%xmm0, %xmm0
	set_body .Lclear_bytes

	/* Again byte by byte: what then faults is the first that cannot be set. */
.Lclear_bytes:
	movq	%rdx, %rcx
1:	rep stosb
2:	movq	%rcx, %rax
	ret
	extable	1b, 2b
SYM_FUNC_END(lkl_user_clear)
