// SPDX-License-Identifier: GPL-2.0
/*
 * What the user is told: one line for each thing.
 */
#include "lklfuse/report.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <syslog.h>

/* Set once, before other threads start. */
static bool is_daemon;

void complain(const char *what, const char *why, ...)
{
	char line[1024];
	va_list ap;

	va_start(ap, why);
	vsnprintf(line, sizeof(line), why, ap);
	va_end(ap);
	if (is_daemon)
		syslog(LOG_ERR, "%s: %s", what, line);
	else
		fprintf(stderr, "lklfuse: %s: %s\n", what, line);
}

void report_to_syslog(void)
{
	openlog("lklfuse", LOG_PID, LOG_DAEMON);
	is_daemon = true;
}
