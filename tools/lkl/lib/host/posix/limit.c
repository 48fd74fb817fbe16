// SPDX-License-Identifier: GPL-2.0
/*
 * The limit of the size of files.
 */
#include "host/limit.h"

#include <errno.h>
#include <sys/resource.h>

int lkl__limit_check(uint64_t bytes)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_FSIZE, &limit) || limit.rlim_cur == RLIM_INFINITY)
		return 0;
	return bytes > limit.rlim_cur ? -EFBIG : 0;
}
