// SPDX-License-Identifier: GPL-2.0
/*
 * Starting and stopping the kernel together with what the library adds to it.
 */
#include <errno.h>
#include <stdlib.h>

#include <asm/entry.h>
#include <lkl_boot.h>

#include "cmdline.h"
#include "fork.h"
#include "host/console.h"
#include "host/posix/cancel.h"
#include "host/posix/posix.h"
#include "host/work.h"
#include "host/worker.h"
#include "init.h"
#include "internal.h"
#include "stage.h"

/* A kernel starts once. */
static int started;

/* The kernel has gone: print its last words, free what was kept for it. */
static void release_host(void)
{
	lkl__work_stop();
	lkl__console_flush();
	lkl__stages_stop();
	lkl__posix_release();
}

static int boot(const char *cmdline)
{
	int err;

	err = lkl__fork_watch();
	if (!err && lkl__init_has_threads())
		err = lkl__worker_enable();
	if (err)
		return err;
	err = lkl_boot(lkl__self(), cmdline);
	if (err) {
		release_host();
		return err;
	}
	err = lkl__stages_start();
	if (err)
		lkl_sys_halt();
	return err;
}

int lkl_start_kernel(const char *cmd_line_fmt, ...)
{
	char *cmdline;
	va_list args;
	int cancel, err;

	err = lkl__init_done() ? 0 : lkl_init(NULL);
	if (err)
		return err;
	va_start(args, cmd_line_fmt);
	cmdline = lkl__cmdline_format(cmd_line_fmt, args);
	va_end(args);
	if (!cmdline)
		return -ENOMEM;
	cancel = lkl__cancel_disable();
	if (__atomic_exchange_n(&started, 1, __ATOMIC_ACQ_REL))
		err = -EBUSY;
	else
		err = boot(cmdline);
	lkl__cancel_restore(cancel);
	free(cmdline);
	return err;
}

long lkl_sys_halt(void)
{
	int cancel = lkl__cancel_disable();
	int err = lkl_halt(lkl__self());

	/* other errors tell of lost data, and the kernel has halted */
	if (err != -ENODEV && err != -EDEADLK)
		release_host();
	lkl__cancel_restore(cancel);
	return err;
}
