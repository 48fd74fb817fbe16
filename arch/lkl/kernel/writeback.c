// SPDX-License-Identifier: GPL-2.0
/*
 * Writing everything back before the kernel halts.
 */
#include <linux/blkdev.h>
#include <linux/errseq.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/syscalls.h>
#include <linux/task_work.h>
#include <linux/workqueue.h>

#include "writeback.h"

/* That drivers shall not flush this queue does not hold for halting. */
#define __warn_flushing_systemwide_wq() do { } while (0)

/* An error of a device that is gone must not look like a kernel that is. */
static void keep_first(int *first, int err)
{
	if (!*first)
		*first = err == -ENODEV || err == -EDEADLK ? -EIO : err;
}

/* What failed since a program last asked with syncfs(). */
static int unseen_error(struct super_block *sb)
{
	return errseq_check(&sb->s_wb_err, errseq_sample(&sb->s_wb_err));
}

static void write_back(struct super_block *sb, void *first)
{
	keep_first(first, sync_filesystem(sb));
	keep_first(first, unseen_error(sb));
}

/* Block devices that are open have a file system of their own, not a disk. */
static void check_result(struct super_block *sb, void *first)
{
	keep_first(first, unseen_error(sb));
	if (sb->s_bdev && !sb_rdonly(sb))
		keep_first(first, -EIO);
}

static void close_files(void)
{
	sys_close_range(0, ~0U, 0);
	task_work_run();
	flush_delayed_fput();
}

int lkl_writeback_all(void)
{
	int first = 0;

	close_files();
	iterate_supers(write_back, &first);
	sync_bdevs(true);
	/* of sysrq-u; the name of its queue changes within 6.12 */
	emergency_remount();
	flush_scheduled_work();
	iterate_supers(check_result, &first);
	return first;
}
