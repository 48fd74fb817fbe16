/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The body of copies on x86-64, for functions with and without fixups.
 *
 * Every x86-64 has 16-byte moves and rep movsq, which is not slow on any of
 * them and the fastest of all for whole pages on those of today. rep movsb
 * would be slow on old ones, and wider registers have to be asked for.
 */

/* From here on, starting rep movsq costs less than it saves. */
#define COPY_REP_MIN	3072

/*
 * Copy %rdx bytes from (%rsi) to (%rdi) and return from the function.
 *
 * Without @fault, areas may overlap: everything is loaded before it is
 * overwritten. With it, they may not; an access that faults continues there,
 * and nothing behind the faulting byte has been stored.
 *
 * %rax is never changed. At @fault, %rdx bytes from (%rsi) to (%rdi) are left,
 * or fewer; all else is scratch.
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

	cmpq	$16, %rdx
	jb	.Lbelow_16\@
	cmpq	$32, %rdx
	ja	.Labove_32\@
	acc movdqu	(%rsi), %xmm0
	acc movdqu	-16(%rsi, %rdx), %xmm1
	acc movdqu	%xmm0, (%rdi)
	acc movdqu	%xmm1, -16(%rdi, %rdx)
	ret

.Lbelow_16\@:
	cmpl	$8, %edx
	jb	.Lbelow_8\@
	acc movq	(%rsi), %rcx
	acc movq	-8(%rsi, %rdx), %r8
	acc movq	%rcx, (%rdi)
	acc movq	%r8, -8(%rdi, %rdx)
	ret

.Lbelow_8\@:
	cmpl	$4, %edx
	jb	.Lbelow_4\@
	acc movl	(%rsi), %ecx
	acc movl	-4(%rsi, %rdx), %r8d
	acc movl	%ecx, (%rdi)
	acc movl	%r8d, -4(%rdi, %rdx)
	ret

.Lbelow_4\@:
	cmpl	$1, %edx
	jb	.Ldone\@
	acc movzbl	(%rsi), %ecx
	je	.Lone\@
	acc movzwl	-2(%rsi, %rdx), %r8d
	acc movb	%cl, (%rdi)
	acc movw	%r8w, -2(%rdi, %rdx)
	ret

.Lone\@:
	acc movb	%cl, (%rdi)
.Ldone\@:
	ret

.Labove_32\@:
	cmpq	$64, %rdx
	ja	.Labove_64\@
	acc movdqu	(%rsi), %xmm0
	acc movdqu	16(%rsi), %xmm1
	acc movdqu	-32(%rsi, %rdx), %xmm2
	acc movdqu	-16(%rsi, %rdx), %xmm3
	acc movdqu	%xmm0, (%rdi)
	acc movdqu	%xmm1, 16(%rdi)
	acc movdqu	%xmm2, -32(%rdi, %rdx)
	acc movdqu	%xmm3, -16(%rdi, %rdx)
	ret

.Labove_64\@:
	/* The last 64 bytes, and the first 16, are stored at the end. */
	acc movdqu	-64(%rsi, %rdx), %xmm4
	acc movdqu	-48(%rsi, %rdx), %xmm5
	acc movdqu	-32(%rsi, %rdx), %xmm6
	acc movdqu	-16(%rsi, %rdx), %xmm7
	cmpq	$128, %rdx
	ja	.Labove_128\@
	acc movdqu	(%rsi), %xmm0
	acc movdqu	16(%rsi), %xmm1
	acc movdqu	32(%rsi), %xmm2
	acc movdqu	48(%rsi), %xmm3
	acc movdqu	%xmm0, (%rdi)
	acc movdqu	%xmm1, 16(%rdi)
	acc movdqu	%xmm2, 32(%rdi)
	acc movdqu	%xmm3, 48(%rdi)
	acc movdqu	%xmm4, -64(%rdi, %rdx)
	acc movdqu	%xmm5, -48(%rdi, %rdx)
	acc movdqu	%xmm6, -32(%rdi, %rdx)
	acc movdqu	%xmm7, -16(%rdi, %rdx)
	ret

.Labove_128\@:
	movq	%rdi, %rcx
	subq	%rsi, %rcx
	.ifb \fault
	cmpq	%rdx, %rcx
	jb	.Lbackward\@
	.endif
	cmpq	$COPY_REP_MIN, %rdx
	jae	.Lrep\@

.Lforward\@:
	/* %r8, %r9: what is copied next, aligned for stores; %r10: the tail. */
	acc movdqu	(%rsi), %xmm8
	leaq	16(%rdi), %r8
	andq	$-16, %r8
	movq	%r8, %r9
	subq	%rcx, %r9
	leaq	-64(%rdi, %rdx), %r10
	.ifnb \fault
	acc movdqu	%xmm8, (%rdi)
	.endif
	.balign 16
.Lforward_64\@:
	acc movdqu	(%r9), %xmm0
	acc movdqu	16(%r9), %xmm1
	acc movdqu	32(%r9), %xmm2
	acc movdqu	48(%r9), %xmm3
	acc movdqa	%xmm0, (%r8)
	acc movdqa	%xmm1, 16(%r8)
	acc movdqa	%xmm2, 32(%r8)
	acc movdqa	%xmm3, 48(%r8)
	addq	$64, %r9
	addq	$64, %r8
	cmpq	%r10, %r8
	jb	.Lforward_64\@
	acc movdqu	%xmm4, (%r10)
	acc movdqu	%xmm5, 16(%r10)
	acc movdqu	%xmm6, 32(%r10)
	acc movdqu	%xmm7, 48(%r10)
	.ifb \fault
	movdqu	%xmm8, (%rdi)
	.endif
	ret

.Lrep\@:
	.ifb \fault
	/* Slow if the areas overlap closely. */
	cmpq	$-64, %rcx
	jae	.Lforward\@
	.endif
	movq	%rdx, %rcx
	shrq	$3, %rcx
	andl	$7, %edx
	.ifb \fault
	rep movsq
	movdqu	%xmm7, -16(%rdi, %rdx)
	ret
	.else
662:	rep movsq
	acc movdqu %xmm7, -16(%rdi, %rdx)
	ret

663:	leaq	(%rdx, %rcx, 8), %rdx
	jmp	\fault
	extable 662b, 663b
	.endif

	.ifb \fault
.Lbackward\@:
	/* %r8, %r9: the end of what is copied next; %r10: the end of the head. */
	movdqu	(%rsi), %xmm8
	movdqu	16(%rsi), %xmm9
	movdqu	32(%rsi), %xmm10
	movdqu	48(%rsi), %xmm11
	leaq	-1(%rdi, %rdx), %r8
	andq	$-16, %r8
	movq	%r8, %r9
	subq	%rcx, %r9
	leaq	64(%rdi), %r10
	.balign 16
.Lbackward_64\@:
	movdqu	-16(%r9), %xmm0
	movdqu	-32(%r9), %xmm1
	movdqu	-48(%r9), %xmm2
	movdqu	-64(%r9), %xmm3
	movdqa	%xmm0, -16(%r8)
	movdqa	%xmm1, -32(%r8)
	movdqa	%xmm2, -48(%r8)
	movdqa	%xmm3, -64(%r8)
	subq	$64, %r9
	subq	$64, %r8
	cmpq	%r10, %r8
	ja	.Lbackward_64\@
	movdqu	%xmm8, (%rdi)
	movdqu	%xmm9, 16(%rdi)
	movdqu	%xmm10, 32(%rdi)
	movdqu	%xmm11, 48(%rdi)
	movdqu	%xmm7, -16(%rdi, %rdx)
	ret
	.endif

	.purgem acc
.endm
