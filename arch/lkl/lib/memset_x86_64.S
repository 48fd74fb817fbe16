/* SPDX-License-Identifier: GPL-2.0 */
/*
 * memset() on x86-64.
 */
#include <linux/linkage.h>

#include "set_body_x86_64.S"

SYM_FUNC_START(memset)
	movq	%rdi, %rax
	movzbl	%sil, %esi
	movabsq	$0x0101010101010101, %rcx
	imulq	%rcx, %rsi
	movq	%rsi, %xmm0
	punpcklqdq %xmm0, %xmm0
	set_body
SYM_FUNC_END(memset)
