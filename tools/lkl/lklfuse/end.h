/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How those who wait learn that a mount point's server has ended.
 */
#ifndef LKLFUSE_END_H
#define LKLFUSE_END_H

/**
 * end_listen() - let others wait for the end of this process
 * @mountpoint: what it serves, absolute
 *
 * Also if another process serves the same mount point still.
 */
void end_listen(const char *mountpoint);

/**
 * end_tell() - tell those who wait whether all is in stable storage
 * @status: 0, or the exit status
 */
void end_tell(int status);

/**
 * end_wait() - wait for the end of all processes that serve a mount point
 * @mountpoint: absolute
 *
 * Return: 0 if they have unmounted all right, or if there are none (any more);
 * 1 if not.
 */
int end_wait(const char *mountpoint);

#endif
