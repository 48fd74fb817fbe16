// SPDX-License-Identifier: GPL-2.0
/*
 * Writing everything back before the kernel halts.
 */
#include <linux/blkdev.h>
#include <linux/errseq.h>
#include <linux/fdtable.h>
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

/* Returns the descriptor after that of a file that has no name. */
static int after_nameless(const void *unused, struct file *file,
			  unsigned int fd)
{
	return file_inode(file)->i_nlink ? 0 : fd + 1;
}

/*
 * What has no name any more is deleted with its last descriptor. Others stay
 * open: closing an end of a pipe or of a socket would have calls that sleep at
 * the other one return as if the program had closed it.
 */
static void close_nameless(void)
{
	int next = 0;

	while ((next = iterate_fd(current->files, next, after_nameless, NULL)))
		sys_close(next - 1);
	task_work_run();
	flush_delayed_fput();
}

int lkl_writeback_all(void)
{
	int first = 0;

	close_nameless();
	iterate_supers(write_back, &first);
	sync_bdevs(true);
	/* of sysrq-u; the name of its queue changes within 6.12 */
	emergency_remount();
	flush_scheduled_work();
	iterate_supers(check_result, &first);
	return first;
}
