/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Locks of disk images against other users.
 */
#ifndef _LKL_DEV_BLK_LOCK_H
#define _LKL_DEV_BLK_LOCK_H

#include <stdbool.h>

/**
 * lkl__blk_lock() - lock a file or block device
 * @fd: open; the lock lives as long as its open file description
 * @write: nobody else may use it; otherwise, nobody may write it
 *
 * Others are other processes, and who has called this here, be it for the same
 * open file description. Does not wait.
 * Return: 0; -EBUSY if somebody has a lock against this, or the host has
 * mounted the file that is to be written; -ENOMEM; what flock(2) fails with
 * otherwise.
 */
int lkl__blk_lock(int fd, bool write);

/** lkl__blk_unlock() - undo lkl__blk_lock(), before @fd is closed */
void lkl__blk_unlock(int fd);

/** lkl__blk_locks_abandon() - in a child of fork(): they are the parent's */
void lkl__blk_locks_abandon(void);

/** lkl__blk_is_mounted() - whether the host has a file mounted, as a loop */
bool lkl__blk_is_mounted(int fd);

/* Locks against other processes only. */
int lkl__blk_lock_file(int fd, bool write);
void lkl__blk_unlock_file(int fd);
/* For reading, as before: who marks bytes meanwhile will see ours, and go. */
void lkl__blk_relock_file(int fd);

#endif
