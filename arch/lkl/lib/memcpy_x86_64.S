/* SPDX-License-Identifier: GPL-2.0 */
/*
 * memcpy() and memmove() on x86-64.
 */
#include <linux/linkage.h>

#include "copy_body_x86_64.S"

SYM_FUNC_START(memmove)
	movq	%rdi, %rax
	copy_body
SYM_FUNC_END(memmove)
SYM_FUNC_ALIAS(memcpy, memmove)
