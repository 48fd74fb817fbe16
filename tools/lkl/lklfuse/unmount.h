/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Taking the mount point away.
 */
#ifndef LKLFUSE_UNMOUNT_H
#define LKLFUSE_UNMOUNT_H

#include <sys/types.h>

/**
 * unmount() - detach what is mounted, busy or not
 * @mountpoint: where
 *
 * As root by a system call, otherwise by fusermount3. The host writes back what
 * it has, unless it is busy, so somebody has to answer requests meanwhile.
 * Return: 0, or -errno.
 */
int unmount(const char *mountpoint);

/**
 * guard_start() - have the mount point taken away however this process ends
 * @mountpoint: where
 *
 * Starts a process that waits for the end of the calling one.
 * Context: one thread, nothing open that the end of this process must close.
 * Return: 0, or -errno.
 */
int guard_start(const char *mountpoint);

/** define GUARD_NOTHING - nothing is mounted, or will be */
#define GUARD_NOTHING	((dev_t)-1)
/** define GUARD_MOUNTING - it will be mounted at once, if it is not yet */
#define GUARD_MOUNTING	((dev_t)0)

/**
 * guard_tell() - what there is to take away from now on
 * @dev: the device that is mounted, or GUARD_*
 */
void guard_tell(dev_t dev);

#endif
