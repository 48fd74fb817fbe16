// SPDX-License-Identifier: GPL-2.0
/*
 * Printing through the host that the program chose.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <lkl_boot.h>

#include "host/print.h"

static int print_args(const char *fmt, va_list args)
	__attribute__((format(printf, 1, 0)));

static int print_args(const char *fmt, va_list args)
{
	char *text;
	int len;

	len = vasprintf(&text, fmt, args);
	if (len < 0)
		return -ENOMEM;
	lkl__print(text, (unsigned long)len);
	free(text);
	return len;
}

int lkl_printf(const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = print_args(fmt, args);
	va_end(args);
	return len;
}

void lkl_bug(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	print_args(fmt, args);
	va_end(args);
	lkl__panic("lkl_bug");
}

void lkl_perror(char *msg, int err)
{
	const char *text = lkl_strerror(err);

	if (msg && *msg)
		fprintf(stderr, "%s: %s\n", msg, text);
	else
		fprintf(stderr, "%s\n", text);
}
