/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copies from and to the program's memory on aarch64.
 */
#include <linux/linkage.h>
#include <asm/asm-extable.h>

#include "copy_body_aarch64.S"

/* unsigned long lkl_user_copy(void *to, const void *from, unsigned long len) */
SYM_FUNC_START(lkl_user_copy)
	mov	x9, x0
	mov	x0, #0
	copy_body .Lcopy_bytes

	/* Again byte by byte: what then faults is the first that cannot be copied. */
.Lcopy_bytes:
	mov	x0, x2
1:	ldrb	w3, [x1], #1
2:	strb	w3, [x9], #1
	subs	x0, x0, #1
	b.ne	1b
3:	ret
	extable	1b, 3b
	extable	2b, 3b
SYM_FUNC_END(lkl_user_copy)
