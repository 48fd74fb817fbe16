/* SPDX-License-Identifier: GPL-2.0 */
/*
 * memcpy() and memmove() on aarch64.
 */
#include <linux/linkage.h>

#include "copy_body_aarch64.S"

SYM_FUNC_START(memmove)
	mov	x9, x0
	copy_body
SYM_FUNC_END(memmove)
SYM_FUNC_ALIAS(memcpy, memmove)
