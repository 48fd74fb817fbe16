// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's memory, for devices of other processes.
 */
#include <errno.h>

#include "host/posix/posix.h"
#include "um/um.h"

int lkl_um_mem_fd(void)
{
	int fd = lkl__posix_mem_fd();

	return fd < 0 ? -ENODEV : fd;
}
