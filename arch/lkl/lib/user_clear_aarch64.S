/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Clearing of the program's memory on aarch64.
 */
#include <linux/linkage.h>
#include <asm/asm-extable.h>

#include "set_body_aarch64.S"

/* unsigned long lkl_user_clear(void *to, unsigned long len) */
SYM_FUNC_START(lkl_user_clear)
	mov	x9, x0
	mov	x2, x1
	mov	x0, #0
	mov	x1, #0
	movi	v0.2d, #0
	set_body .Lclear_bytes

	/* Again byte by byte: what then faults is the first that cannot be set. */
.Lclear_bytes:
	mov	x0, x2
1:	strb	wzr, [x9], #1
	subs	x0, x0, #1
	b.ne	1b
2:	ret
	extable	1b, 2b
SYM_FUNC_END(lkl_user_clear)
