/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The body of fills on x86-64, for functions with and without fixups.
 */

/*
 * Fill %rdx bytes at (%rdi) and return from the function. The byte is in all
 * bytes of %rsi and %xmm0.
 *
 * With @fault, a store that faults continues there, and nothing behind the
 * faulting byte has been stored. %rdi, %rdx and %rax are never changed, all
 * else is scratch.
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

	cmpq	$16, %rdx
	jb	.Lbelow_16\@
	cmpq	$64, %rdx
	ja	.Labove_64\@
	st movdqu	%xmm0, (%rdi)
	cmpl	$32, %edx
	jbe	.Llast_16\@
	st movdqu	%xmm0, 16(%rdi)
	st movdqu	%xmm0, -32(%rdi, %rdx)
.Llast_16\@:
	st movdqu	%xmm0, -16(%rdi, %rdx)
	ret

.Lbelow_16\@:
	cmpl	$8, %edx
	jb	.Lbelow_8\@
	st movq	%rsi, (%rdi)
	st movq	%rsi, -8(%rdi, %rdx)
	ret

.Lbelow_8\@:
	cmpl	$4, %edx
	jb	.Lbelow_4\@
	st movl	%esi, (%rdi)
	st movl	%esi, -4(%rdi, %rdx)
	ret

.Lbelow_4\@:
	cmpl	$1, %edx
	jb	.Ldone\@
	st movb	%sil, (%rdi)
	je	.Ldone\@
	st movw	%si, -2(%rdi, %rdx)
.Ldone\@:
	ret

.Labove_64\@:
	/* %rcx: what is filled next, aligned; %r8: the last 64 bytes. */
	st movdqu	%xmm0, (%rdi)
	leaq	16(%rdi), %rcx
	andq	$-16, %rcx
	leaq	-64(%rdi, %rdx), %r8
	cmpq	%r8, %rcx
	jae	.Ltail\@
	.balign 16
.Lfill_64\@:
	st movdqa	%xmm0, (%rcx)
	st movdqa	%xmm0, 16(%rcx)
	st movdqa	%xmm0, 32(%rcx)
	st movdqa	%xmm0, 48(%rcx)
	addq	$64, %rcx
	cmpq	%r8, %rcx
	jb	.Lfill_64\@
.Ltail\@:
	st movdqu	%xmm0, (%r8)
	st movdqu	%xmm0, 16(%r8)
	st movdqu	%xmm0, 32(%r8)
	st movdqu	%xmm0, 48(%r8)
	ret

	.purgem st
.endm
