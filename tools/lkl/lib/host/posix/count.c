// SPDX-License-Identifier: GPL-2.0
/*
 * The semaphores of lkl_host_ops.
 */
#include <stddef.h>

#include <asm/host_ops.h>

#include "host/posix/posix.h"
#include "host/posix/public.h"

struct lkl_sem *lkl__posix_count_alloc(int count)
{
	void *sem = lkl__posix_sem_alloc();

	while (sem && count-- > 0)
		lkl__posix_sem_up(sem);
	return sem;
}

void lkl__posix_count_free(struct lkl_sem *sem)
{
	lkl__posix_sem_free(sem);
}

void lkl__posix_count_up(struct lkl_sem *sem)
{
	lkl__posix_sem_up(sem);
}

void lkl__posix_count_down(struct lkl_sem *sem)
{
	while (lkl__posix_sem_down(sem, LKL_FOREVER))
		;
}
