/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The body of copies on aarch64, for functions with and without fixups.
 */

/*
 * Copy x2 bytes from [x1] to [x9] and return from the function.
 *
 * Without @fault, areas may overlap: everything is loaded before it is
 * overwritten. With it, they may not, and an access that faults continues
 * there. x0, x1, x2 and x9 are never changed, all else is scratch.
 */
.macro copy_body fault

	.macro acc insn:vararg
	.ifb \fault
	\insn
	.else
661:	\insn
	extable 661b, \fault
	.endif
	.endm

	/* x4, x5: the ends of source and destination. */
	add	x4, x1, x2
	add	x5, x9, x2
	cmp	x2, #16
	b.lo	.Lbelow_16\@
	cmp	x2, #32
	b.hi	.Labove_32\@
	acc ldr	q0, [x1]
	acc ldur q1, [x4, #-16]
	acc str	q0, [x9]
	acc stur q1, [x5, #-16]
	ret

.Lbelow_16\@:
	tbz	x2, #3, .Lbelow_8\@
	acc ldr	x6, [x1]
	acc ldur x7, [x4, #-8]
	acc str	x6, [x9]
	acc stur x7, [x5, #-8]
	ret

.Lbelow_8\@:
	tbz	x2, #2, .Lbelow_4\@
	acc ldr	w6, [x1]
	acc ldur w7, [x4, #-4]
	acc str	w6, [x9]
	acc stur w7, [x5, #-4]
	ret

.Lbelow_4\@:
	cbz	x2, .Ldone\@
	acc ldrb w6, [x1]
	tbz	x2, #1, .Lone\@
	acc ldurh w7, [x4, #-2]
	acc strb w6, [x9]
	acc sturh w7, [x5, #-2]
	ret

.Lone\@:
	acc strb w6, [x9]
.Ldone\@:
	ret

.Labove_32\@:
	cmp	x2, #64
	b.hi	.Labove_64\@
	acc ldp	q0, q1, [x1]
	acc ldp	q2, q3, [x4, #-32]
	acc stp	q0, q1, [x9]
	acc stp	q2, q3, [x5, #-32]
	ret

.Labove_64\@:
	/* The last 64 bytes, and the first 16, are stored at the end. */
	acc ldp	q4, q5, [x4, #-64]
	acc ldp	q6, q7, [x4, #-32]
	cmp	x2, #128
	b.hi	.Labove_128\@
	acc ldp	q0, q1, [x1]
	acc ldp	q2, q3, [x1, #32]
	acc stp	q0, q1, [x9]
	acc stp	q2, q3, [x9, #32]
	acc stp	q4, q5, [x5, #-64]
	acc stp	q6, q7, [x5, #-32]
	ret

.Labove_128\@:
	sub	x3, x9, x1
	.ifb \fault
	cmp	x3, x2
	b.lo	.Lbackward\@
	.endif

	/* x6, x7: what is copied next, aligned for stores; x8: the tail. */
	acc ldr	q16, [x1]
	add	x6, x9, #16
	and	x6, x6, #-16
	sub	x7, x6, x3
	sub	x8, x5, #64
	.ifnb \fault
	acc str	q16, [x9]
	.endif
.Lforward_64\@:
	acc ldp	q0, q1, [x7]
	acc ldp	q2, q3, [x7, #32]
	acc stp	q0, q1, [x6]
	acc stp	q2, q3, [x6, #32]
	add	x7, x7, #64
	add	x6, x6, #64
	cmp	x6, x8
	b.lo	.Lforward_64\@
	acc stp	q4, q5, [x8]
	acc stp	q6, q7, [x8, #32]
	.ifb \fault
	str	q16, [x9]
	.endif
	ret

	.ifb \fault
.Lbackward\@:
	/* x6, x7: the end of what is copied next; x8: the end of the head. */
	ldp	q16, q17, [x1]
	ldp	q18, q19, [x1, #32]
	sub	x6, x5, #1
	and	x6, x6, #-16
	sub	x7, x6, x3
	add	x8, x9, #64
.Lbackward_64\@:
	ldp	q0, q1, [x7, #-32]
	ldp	q2, q3, [x7, #-64]
	stp	q0, q1, [x6, #-32]
	stp	q2, q3, [x6, #-64]
	sub	x7, x7, #64
	sub	x6, x6, #64
	cmp	x6, x8
	b.hi	.Lbackward_64\@
	stp	q16, q17, [x9]
	stp	q18, q19, [x9, #32]
	stur	q7, [x5, #-16]
	ret
	.endif

	.purgem acc
.endm
