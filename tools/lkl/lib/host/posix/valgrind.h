/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What valgrind is told of kernel stacks: a thread that switches to memory that
 * it does not know as a stack looks to it as if everything were forgotten.
 *
 * Its client requests are instructions that do nothing elsewhere, so that no
 * build has to be made for it, and its headers are not needed.
 */
#ifndef _LKL_HOST_VALGRIND_H
#define _LKL_HOST_VALGRIND_H

#define LKL__VALGRIND_RUNNING		0x1001UL
#define LKL__VALGRIND_STACK_ADD		0x1501UL
#define LKL__VALGRIND_STACK_REMOVE	0x1502UL

/* Return: the answer to a request, 0 if nobody is there to answer. */
static inline unsigned long lkl__valgrind(unsigned long request,
					  unsigned long a, unsigned long b)
{
	unsigned long params[6] = { request, a, b, 0, 0, 0 };
	unsigned long answer = 0;

#if defined(__x86_64__) && !defined(__ILP32__)
	asm volatile("rolq $3, %%rdi\n\t"
		     "rolq $13, %%rdi\n\t"
		     "rolq $61, %%rdi\n\t"
		     "rolq $51, %%rdi\n\t"
		     "xchgq %%rbx, %%rbx"
		     : "+d" (answer)
		     : "a" (params)
		     : "cc", "memory");
#elif defined(__aarch64__)
	register unsigned long x3 asm("x3") = answer;
	register unsigned long *x4 asm("x4") = params;

	asm volatile("ror x12, x12, #3\n\t"
		     "ror x12, x12, #13\n\t"
		     "ror x12, x12, #51\n\t"
		     "ror x12, x12, #61\n\t"
		     "orr x10, x10, x10"
		     : "+r" (x3)
		     : "r" (x4)
		     : "cc", "memory");
	answer = x3;
#endif
	(void)params;
	return answer;
}

#endif
