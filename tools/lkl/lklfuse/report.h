/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the user is told.
 */
#ifndef LKLFUSE_REPORT_H
#define LKLFUSE_REPORT_H

/* The exit status of a usage error; any other failure is 1. */
#define EXIT_USAGE	2

/**
 * complain() - say what went wrong, "lklfuse: what: why"
 * @what: the thing that it is about
 * @why: as for printf()
 *
 * On standard error while somebody looks at it, in the system's log later.
 */
void complain(const char *what, const char *why, ...)
	__attribute__((format(printf, 2, 3)));

/** report_to_syslog() - nobody looks at standard error any more */
void report_to_syslog(void);

#endif
