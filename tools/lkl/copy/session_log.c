// SPDX-License-Identifier: GPL-2.0
/*
 * What the kernel noted of a file system while it was in use.
 *
 * Not all damage is an error of a call: ext4 and FAT leave out what they cannot
 * read of a directory, and say so in the log of the kernel only.
 */
#include <stdlib.h>
#include <string.h>

#include <lkl.h>

#include "copy/report.h"
#include "copy/session_parts.h"

/* Of syslog(2). */
#define READ_ALL	3
#define CLEAR		5
/* Levels up to this are errors. */
#define LEVEL_ERROR	3
#define LEVEL_MASK	7
/* The last of what was said; it begins with the cause if there was little. */
#define LOG_BYTES	(64L << 10)

void session_log_begin(void)
{
	lkl_sys_syslog(CLEAR, NULL, 0);
}

/* Lines are "<LEVEL>[TIME] TEXT". */
static char *error_of(char *line)
{
	char *end, *text;

	if (*line != '<' ||
	    (strtoul(line + 1, &end, 10) & LEVEL_MASK) > LEVEL_ERROR ||
	    *end != '>')
		return NULL;
	text = end + 1;
	if (*text == '[' && strstr(text, "] "))
		text = strstr(text, "] ") + 2;
	return text;
}

/* Want of memory is no damage; what it does to files are errors of calls. */
static int is_of_memory(const char *text)
{
	return text && strstr(text, "Failed to create a worker thread");
}

static char *first_error(char *log)
{
	char *line, *end, *found = NULL;

	for (line = log; line && !found; line = end) {
		end = strchr(line, '\n');
		if (end)
			*end++ = '\0';
		found = error_of(line);
		if (is_of_memory(found))
			found = NULL;
	}
	return found;
}

void session_log_report(const char *image)
{
	char *log = malloc(LOG_BYTES + 1), *error;
	long got = 0;

	if (log)
		got = lkl_sys_syslog(READ_ALL, log, LOG_BYTES);
	if (got > 0) {
		log[got] = '\0';
		error = first_error(log);
		if (error && !report_has_damage())
			report_text(error, "%s: damaged, not all may be there",
				    image);
	}
	free(log);
}
