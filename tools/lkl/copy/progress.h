/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Between what reports and what knows when progress is to be shown.
 */
#ifndef _LKL_COPY_PROGRESS_H
#define _LKL_COPY_PROGRESS_H

/** progress_init() - by report_init() */
void progress_init(void);

/** report_show() - show a line that the next report takes away */
void report_show(const char *line);

#endif
