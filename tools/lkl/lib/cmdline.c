// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel command line and its defaults.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmdline.h"

#define DEFAULT_MEM	"mem=64M"

/* What follows "--" is for init, not for the kernel. */
static int has_param(const char *line, const char *name)
{
	size_t len = strlen(name);

	while (*line) {
		line += strspn(line, " \t\n");
		if (!strncmp(line, "-- ", 3))
			break;
		if (!strncmp(line, name, len))
			return 1;
		line += strcspn(line, " \t\n");
	}
	return 0;
}

char *lkl__cmdline_format(const char *fmt, va_list args)
{
	char *given, *line;

	if (vasprintf(&given, fmt, args) < 0)
		return NULL;
	if (has_param(given, "mem="))
		return given;
	if (asprintf(&line, DEFAULT_MEM " %s", given) < 0)
		line = NULL;
	free(given);
	return line;
}
