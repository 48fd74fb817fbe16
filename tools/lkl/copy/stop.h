/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Stopping in good order on SIGINT, SIGTERM, SIGHUP, or at a fatal error.
 */
#ifndef _LKL_COPY_STOP_H
#define _LKL_COPY_STOP_H

/**
 * stop_init() - catch the signals, ignore SIGPIPE
 *
 * Before other threads are started and before the kernel is.
 */
void stop_init(void);

/** stop_now() - have everything stop, because of an error that was reported */
void stop_now(void);

/** stop_wanted() - whether to stop; any thread, cheap */
int stop_wanted(void);

/** stop_report() - report the signal that came, if one did; once, at the end */
void stop_report(void);

#endif
