/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Text of any bytes that is not to tear a line or change a terminal.
 */
#ifndef _LKL_COPY_ESCAPE_H
#define _LKL_COPY_ESCAPE_H

#include <stddef.h>

/* How many bytes one of the text may become. */
#define ESCAPED_BYTES	4

/** escape() - copy @text with \ooo for each of its control characters; bytes */
size_t escape(char *to, const char *text);

#endif
