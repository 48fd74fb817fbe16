/* SPDX-License-Identifier: GPL-2.0 */
/*
 * memset() on aarch64.
 */
#include <linux/linkage.h>

#include "set_body_aarch64.S"

SYM_FUNC_START(memset)
	mov	x9, x0
	dup	v0.16b, w1
	umov	x1, v0.d[0]
	set_body
SYM_FUNC_END(memset)
