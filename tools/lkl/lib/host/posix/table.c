// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's numbered table, filled for POSIX hosts.
 */
#include <stddef.h>

#include <asm/host_ops.h>

#include <lkl_host.h>

#include "host/console.h"
#include "host/iomem.h"
#include "host/posix/cancel.h"
#include "host/posix/cell.h"
#include "host/posix/posix.h"
#include "host/posix/sleep.h"
#include "host/print.h"

#define TABLE(fence) {							\
	.abi = LKL_HOST_ABI,						\
	.size = sizeof(struct lkl_host_table),				\
	.console_write = lkl__console_write,				\
	.console_flush = lkl__posix_console_flush,			\
	.panic = lkl__panic,						\
	.mem_alloc = lkl__posix_mem_alloc,				\
	.mem_free = lkl__posix_mem_free,				\
	.vm_reserve = lkl__posix_vm_reserve,				\
	.vm_release = lkl__posix_vm_release,				\
	.vm_map = lkl__posix_vm_map,					\
	.vm_unmap = lkl__posix_vm_unmap,				\
	.stack_alloc = lkl__posix_stack_alloc,				\
	.stack_free = lkl__posix_stack_free,				\
	.thread_create = lkl__posix_thread_create,			\
	.thread_join = lkl__posix_thread_join,				\
	.sem_alloc = lkl__posix_sem_alloc,				\
	.sem_free = lkl__posix_sem_free,				\
	.sem_up = lkl__posix_sem_up,					\
	.sem_down = lkl__posix_sleep,					\
	.thread_fence = fence,						\
	.time_ns = lkl__posix_time_ns,					\
	.time_wall_ns = lkl__posix_time_wall_ns,			\
	.random = lkl__posix_random,					\
	.iomem_read = lkl__iomem_read,					\
	.iomem_write = lkl__iomem_write,				\
	.work_run = lkl__cancel_work_run,				\
	.work_defer = lkl__cancel_work_defer,				\
	.image_cold = lkl__posix_image_cold,				\
}

static const struct lkl_host_table fenced = TABLE(lkl__posix_thread_fence);
static const struct lkl_host_table unfenced = TABLE(NULL);

const struct lkl_host_table *lkl_posix_table(void)
{
	return lkl__posix_fence_init() ? &fenced : &unfenced;
}

void lkl__posix_release(void)
{
	lkl__posix_stack_trim();
	lkl__cell_trim();
}
