// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's memory as a file of the host, for devices of other processes.
 */
#include <linux/errno.h>
#include <linux/init.h>

#include <shared/as-layout.h>

#include "um_host.h"

/* UML's names, which its driver for vhost-user declares itself. */
extern unsigned long long physmem_size, highmem;

unsigned long long physmem_size, highmem;

int phys_mapping(unsigned long phys, unsigned long long *offset)
{
	int fd = lkl_um_mem_fd();

	if (fd < 0)
		return fd;
	if (phys >= lkl_mem_bytes)
		return -EFAULT;
	*offset = phys;
	return fd;
}

static int __init physmem_init(void)
{
	physmem_size = lkl_mem_bytes;
	return 0;
}
pure_initcall(physmem_init);
