// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel refuses a table that is too old, too small or lacks a member, and
 * names what it misses; a newer and larger one is fine.
 */
#include <stddef.h>
#include <string.h>

#include <asm/host_ops.h>

#include <lkl.h>

#include "ktap.h"
#include "needs.h"

/* The table of a host that is newer than this kernel. */
static struct {
	struct lkl_host_table table;
	void *more[4];
} newer;

static void check_refused(const char *name, const char *how)
{
	const struct lkl_host_table *table = &newer.table;
	const char *missing;
	int err;

	err = lkl_init_table(table);
	missing = lkl_init_missing();
	if (!CHECK(err == -LKL_EINVAL && missing && !strcmp(missing, name),
		   "%s: %s", name, how))
		KTAP_DIAG("%d, %s", err, missing ? missing : "none");
}

static void test_null(size_t offset, const char *name)
{
	newer.table = *lkl_posix_table();
	memset((char *)&newer.table + offset, 0, sizeof(void *));
	check_refused(name, "not there");
}

static void test_short(size_t offset, const char *name)
{
	newer.table = *lkl_posix_table();
	newer.table.size = (unsigned int)offset;
	check_refused(name, "the table ends before it");
	newer.table.size = (unsigned int)(offset + sizeof(void *) - 1);
	check_refused(name, "the table ends in it");
}

#define NULL_MEMBER(name) \
	test_null(offsetof(struct lkl_host_table, name), #name)
#define LAST_MEMBER(name) \
	test_short(offsetof(struct lkl_host_table, name), #name)

static void test_members(void)
{
	NULL_MEMBER(console_write);
	NULL_MEMBER(console_flush);
	NULL_MEMBER(panic);
	NULL_MEMBER(mem_alloc);
	NULL_MEMBER(mem_free);
	NULL_MEMBER(stack_alloc);
	NULL_MEMBER(stack_free);
	NULL_MEMBER(thread_join);
	NULL_MEMBER(sem_alloc);
	NULL_MEMBER(sem_free);
	NULL_MEMBER(sem_up);
	NULL_MEMBER(sem_down);
	NULL_MEMBER(time_ns);
	NULL_MEMBER(time_wall_ns);
	NULL_MEMBER(random);
	NULL_MEMBER(iomem_read);
	NULL_MEMBER(iomem_write);
	NULL_MEMBER(work_run);
	NULL_MEMBER(work_defer);
}

/* Only kernels that map memory twice need these. */
static void test_vm_members(void)
{
	if (!KERNEL_NEEDS(vm_reserve)) {
		KTAP_SKIP("vm_reserve and three more",
			  "host: this kernel has it map nothing");
		return;
	}
	NULL_MEMBER(vm_reserve);
	NULL_MEMBER(vm_release);
	NULL_MEMBER(vm_map);
	NULL_MEMBER(vm_unmap);
}

int main(void)
{
	int nr_vm = KERNEL_NEEDS(vm_reserve) ? 4 : 1;

	KTAP_PLAN(19 + nr_vm + 6 + 5);
	test_members();
	test_vm_members();
	LAST_MEMBER(console_write);
	LAST_MEMBER(stack_alloc);
	LAST_MEMBER(work_defer);
	newer.table = *lkl_posix_table();
	newer.table.abi = LKL_HOST_ABI - 1;
	check_refused("abi", "too old");
	newer.table = *lkl_posix_table();
	newer.table.size = 4;
	check_refused("abi", "no size");
	newer.table = *lkl_posix_table();
	newer.table.abi = LKL_HOST_ABI + 1;
	newer.table.size = sizeof(newer);
	CHECK_EQ(lkl_init_table(&newer.table), 0, "a newer table is fine");
	CHECK_EQ(lkl_start_kernel("mem=32M quiet"), 0, "and boots");
	CHECK_EQ(lkl_sys_halt(), 0, "and halts");
	return KTAP_END();
}
