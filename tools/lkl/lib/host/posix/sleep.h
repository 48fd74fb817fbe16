/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a program's thread does while it sleeps in the kernel.
 */
#ifndef _LKL_HOST_SLEEP_H
#define _LKL_HOST_SLEEP_H

#include <stdbool.h>

/** lkl__posix_sleep() - the sem_down() of the kernel's table */
int lkl__posix_sleep(void *sem, unsigned long long deadline_ns);

/**
 * lkl__posix_nr_sleeps() - how often threads of the program slept
 *
 * Return: a count that wraps.
 */
unsigned int lkl__posix_nr_sleeps(void);

/**
 * lkl__posix_sleep_instead() - have a function do the sleeps without deadline
 * @fn: on a thread of the program, in place of lkl__posix_sem_down(), which it
 *	calls when it has nothing better to do; returns what that does
 */
void lkl__posix_sleep_instead(int (*fn)(void *sem));

/**
 * lkl__posix_sem_poll_begin() - wait for a semaphore without sleeping on it
 * @sem: nobody else waits for it
 * @wake: called when it is counted up, by whoever does that; @sem may be gone
 *	by then. The same for all callers.
 *
 * Return: whether the count was taken, as all of these; then it has ended.
 */
bool lkl__posix_sem_poll_begin(void *sem, void (*wake)(void *sem));

/** lkl__posix_sem_poll() - take the count, if it is there */
bool lkl__posix_sem_poll(void *sem);

/** lkl__posix_sem_poll_end() - end what lkl__posix_sem_poll_begin() began */
bool lkl__posix_sem_poll_end(void *sem);

#endif
