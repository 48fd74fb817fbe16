/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Formats of archives, and what they can hold.
 */
#ifndef _LKL_FS2TAR_FORMAT_H
#define _LKL_FS2TAR_FORMAT_H

#include <stdint.h>

struct archive;

/* What not all formats can hold. */
#define HOLDS_XATTRS	1U
#define HOLDS_ACLS	2U
#define HOLDS_HOLES	4U
#define HOLDS_TIMES	8U	/* of access; all to the nanosecond */
#define HOLDS_SOCKETS	16U

/**
 * struct format - a format
 * @name: its name on the command line
 * @code: ARCHIVE_FORMAT_*
 * @holds: HOLDS_*
 * @first: the first second since 1970 that a time may be in
 * @last: the last one
 */
struct format {
	const char *name;
	int code;
	unsigned int holds;
	int64_t first, last;
};

/**
 * format_choose() - find the format by its name, or by the suffix of a file
 * @name: its name, or NULL
 * @path: the archive
 *
 * Return: the format; pax if nothing says otherwise; NULL if @name is none.
 */
const struct format *format_choose(const char *name, const char *path);

/**
 * format_set() - set up a writer
 * @to: new
 * @format: the format
 * @compression: name of a compression, or NULL for that of the suffix
 * @level: its level, or NULL
 * @path: the archive
 *
 * Return: 0; -EINVAL if there is no such compression or level, which has been
 * reported; -ENOMEM.
 */
int format_set(struct archive *to, const struct format *format,
	       const char *compression, const char *level, const char *path);

/** format_check() - what format_set() would return; no writer is needed */
int format_check(const struct format *format, const char *compression,
		 const char *level, const char *path);

#endif
