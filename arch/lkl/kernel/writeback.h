/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the program leaves behind when the kernel halts.
 */
#ifndef _LKL_WRITEBACK_H
#define _LKL_WRITEBACK_H

/**
 * lkl_writeback_all() - have everything that is mounted in stable storage
 *
 * Closes the program's files, so that those without a name are deleted, writes
 * back, and makes file systems on disks read-only, which leaves an image as
 * clean as unmounting does.
 *
 * Context: a host thread's task; other threads may be in calls of theirs.
 * Return: 0, or the first error by which data was lost that no call has told
 * of; never -ENODEV or -EDEADLK.
 */
int lkl_writeback_all(void);

#endif
