/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For programs whose kernel panics: its thread is not joined then, nor is
 * anything else given back, since devices may still be at work in its memory.
 * The thread sanitizer shall not call that a leak.
 */
#ifndef LKL_TESTS_PANICS_H
#define LKL_TESTS_PANICS_H

#ifdef __SANITIZE_THREAD__
const char *__tsan_default_options(void);

const char *__tsan_default_options(void)
{
	return "report_thread_leaks=0";
}
#endif

#endif
