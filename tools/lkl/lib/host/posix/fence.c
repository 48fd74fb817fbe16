// SPDX-License-Identifier: GPL-2.0
/*
 * Memory fences on all threads of the process.
 */
#include <errno.h>
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "host/posix/posix.h"

static long membarrier(int cmd)
{
	int saved_errno = errno;
	long ret = syscall(SYS_membarrier, cmd, 0, 0);

	errno = saved_errno;
	return ret;
}

int lkl__posix_fence_init(void)
{
	if (membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED))
		return 0;
	return !membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
}

void lkl__posix_thread_fence(void)
{
	membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
}
