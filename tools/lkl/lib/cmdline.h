/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel command line.
 */
#ifndef _LKL_CMDLINE_H
#define _LKL_CMDLINE_H

#include <stdarg.h>

/**
 * lkl__cmdline_format() - format a command line and add what it leaves open
 * @fmt: as for printf()
 * @args: its arguments
 *
 * Return: to be freed with free(), or NULL without memory.
 */
char *lkl__cmdline_format(const char *fmt, va_list args)
	__attribute__((format(printf, 1, 0)));

#endif
