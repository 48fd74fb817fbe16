// SPDX-License-Identifier: GPL-2.0
/*
 * Text as it can stand in a line.
 */
#include <stdio.h>

#include "copy/escape.h"

size_t escape(char *to, const char *text)
{
	const unsigned char *from = (const unsigned char *)text;
	char *start = to;

	for (; *from; from++) {
		if (*from < ' ' || *from == 0x7f)
			to += sprintf(to, "\\%03o", *from);
		else
			*to++ = (char)*from;
	}
	return (size_t)(to - start);
}
