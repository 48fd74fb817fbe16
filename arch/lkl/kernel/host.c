// SPDX-License-Identifier: GPL-2.0
/*
 * Taking the host's table over.
 */
#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/minmax.h>
#include <linux/stddef.h>
#include <linux/string.h>

#include <asm/cpu.h>
#include <asm/host.h>
#include <asm/entry.h>

#include "start.h"

struct lkl_host_table lkl_host;

#define MEMBER(name)	{ #name, offsetof(struct lkl_host_table, name) }

static const struct member {
	const char *name;
	size_t offset;
} required[] = {
	MEMBER(console_write),
	MEMBER(console_flush),
	MEMBER(panic),
	MEMBER(mem_alloc),
	MEMBER(mem_free),
#ifdef CONFIG_MMU
	MEMBER(vm_reserve),
	MEMBER(vm_release),
	MEMBER(vm_map),
	MEMBER(vm_unmap),
#endif
	MEMBER(stack_alloc),
	MEMBER(stack_free),
#ifdef CONFIG_LKL_CONTEXT_THREAD
	MEMBER(thread_create),
#endif
	MEMBER(time_ns),
	MEMBER(time_wall_ns),
	MEMBER(random),
	MEMBER(iomem_read),
	MEMBER(iomem_write),
	MEMBER(work_run),
	MEMBER(work_defer),
}, with_threads[] = {
	MEMBER(thread_join),
	MEMBER(sem_alloc),
	MEMBER(sem_free),
	MEMBER(sem_up),
	MEMBER(sem_down),
};

/* The name of the first member of @members that @table lacks, or NULL. */
static const char *find_missing(const struct lkl_host_table *table,
				const struct member *members, size_t nr)
{
	size_t i;

	for (i = 0; i < nr; i++) {
		const void *const *op = (void *)table + members[i].offset;

		if (members[i].offset + sizeof(*op) > table->size || !*op)
			return members[i].name;
	}
	return NULL;
}

static const char *check(const struct lkl_host_table *table)
{
	const char *name;

	if (!table || table->size < offsetofend(struct lkl_host_table, size) ||
	    table->abi < LKL_HOST_ABI)
		return "abi";
	name = find_missing(table, required, ARRAY_SIZE(required));
	if (name || table->size < offsetofend(struct lkl_host_table,
					      thread_create) ||
	    !table->thread_create)
		return name;
	return find_missing(table, with_threads, ARRAY_SIZE(with_threads));
}

int lkl_bind_host(const struct lkl_host_table *table,
			      const char **missing)
{
	const char *name = check(table);

	if (missing)
		*missing = name;
	if (name)
		return -EINVAL;
	if (!lkl_state_change(LKL_UNBOUND, LKL_BOUND))
		return -EBUSY;
	memcpy(&lkl_host, table, min_t(size_t, table->size, sizeof(lkl_host)));
	lkl_this_cpu()->fenced = host_has_thread_fence();
	lkl_this_cpu()->keeps_time = !host_has_threads();
	return 0;
}
