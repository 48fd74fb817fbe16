/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The body of fills on aarch64, for functions with and without fixups.
 */

/*
 * Fill x2 bytes at [x9] and return from the function. The byte is in all bytes
 * of x1 and v0.
 *
 * With @fault, a store that faults continues there. x0, x2 and x9 are never
 * changed, all else is scratch.
 */
.macro set_body fault

	.macro st insn:vararg
	.ifb \fault
	\insn
	.else
661:	\insn
	extable 661b, \fault
	.endif
	.endm

	/* x5: the end. */
	add	x5, x9, x2
	cmp	x2, #16
	b.lo	.Lbelow_16\@
	cmp	x2, #64
	b.hi	.Labove_64\@
	st str	q0, [x9]
	cmp	x2, #32
	b.ls	.Llast_16\@
	st str	q0, [x9, #16]
	st stur	q0, [x5, #-32]
.Llast_16\@:
	st stur	q0, [x5, #-16]
	ret

.Lbelow_16\@:
	tbz	x2, #3, .Lbelow_8\@
	st str	x1, [x9]
	st stur	x1, [x5, #-8]
	ret

.Lbelow_8\@:
	tbz	x2, #2, .Lbelow_4\@
	st str	w1, [x9]
	st stur	w1, [x5, #-4]
	ret

.Lbelow_4\@:
	cbz	x2, .Ldone\@
	st strb	w1, [x9]
	tbz	x2, #1, .Ldone\@
	st sturh w1, [x5, #-2]
.Ldone\@:
	ret

.Labove_64\@:
	/* x6: what is filled next, aligned; x7: the last 64 bytes. */
	st str	q0, [x9]
	add	x6, x9, #16
	and	x6, x6, #-16
	sub	x7, x5, #64
	cmp	x6, x7
	b.hs	.Ltail\@
.Lfill_64\@:
	st stp	q0, q0, [x6]
	st stp	q0, q0, [x6, #32]
	add	x6, x6, #64
	cmp	x6, x7
	b.lo	.Lfill_64\@
.Ltail\@:
	st stp	q0, q0, [x7]
	st stp	q0, q0, [x7, #32]
	ret

	.purgem st
.endm
