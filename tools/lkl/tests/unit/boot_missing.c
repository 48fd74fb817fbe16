// SPDX-License-Identifier: GPL-2.0
/*
 * Host tables that lack something are refused by name, others are adapted.
 */
#include <stddef.h>
#include <unistd.h>

#include <lkl_boot.h>
#include <lkl_host.h>

#include "fake_kernel.h"
#include "ktap.h"

static struct lkl_host_operations own;

/* Sets a member of a copy of lkl_host_ops to NULL and tries it. */
static void test_missing(size_t offset, const char *name)
{
	void *none = NULL;

	own = lkl_host_ops;
	memcpy((char *)&own + offset, &none, sizeof(none));
	CHECK(lkl_init(&own) == -EINVAL && lkl_init_missing() &&
	      !strcmp(lkl_init_missing(), name), "%s must be there", name);
}

#define TEST_MISSING(name) \
	test_missing(offsetof(struct lkl_host_operations, name), #name)

static struct lkl_sem *own_sem_alloc(int count)
{
	return lkl_host_ops.sem_alloc(count);
}

static void *own_mem_alloc(unsigned long bytes)
{
	char *mem = malloc(bytes);

	return mem ? memset(mem, 0xaa, bytes) : NULL;
}

static void test_sems(void)
{
	const struct lkl_host_table *host = &kernel.host;
	void *sem = host->sem_alloc();
	unsigned long long now = host->time_ns();
	int i, nr = 0;

	CHECK(sem, "adapted: a semaphore");
	CHECK_EQ(host->sem_down(sem, now + 20000000), -ETIMEDOUT, "times out");
	CHECK(host->time_ns() - now >= 20000000, "not before its time");
	host->sem_up(sem);
	CHECK_EQ(host->sem_down(sem, ~0ULL), 0, "counts");
	host->sem_up(sem);
	now = host->time_ns();
	CHECK_EQ(host->sem_down(sem, now + 10000000000), 0, "with a deadline");
	for (i = 0; i < 1000; i++) {
		host->sem_up(sem);
		nr += !host->sem_down(sem, host->time_ns() + 1);
		nr += !host->sem_down(sem, host->time_ns() + 1);
	}
	nr += !host->sem_down(sem, host->time_ns() + 20000000);
	CHECK_EQ(nr, 1000, "and never loses or invents a count");
	host->sem_free(sem);
}

static void test_mem(void)
{
	const struct lkl_host_table *host = &kernel.host;
	char *mem = host->mem_alloc(1 << 20);
	int i, bad = 0;

	for (i = 0; mem && i < 1 << 20; i++)
		bad += mem[i] != 0;
	CHECK(mem && !bad && (unsigned long)mem % 4096 == 0,
	      "adapted: memory is zero and page aligned");
	host->mem_free(mem, 1 << 20);
	CHECK(!host->vm_reserve, "and cannot be mapped twice");
}

int main(void)
{
	struct lkl_host_table table;

	KTAP_PLAN(22);
	TEST_MISSING(sem_alloc);
	TEST_MISSING(sem_free);
	TEST_MISSING(sem_up);
	TEST_MISSING(sem_down);
	TEST_MISSING(thread_join);
	TEST_MISSING(timer_alloc);
	TEST_MISSING(timer_set_oneshot);
	TEST_MISSING(timer_free);
	TEST_MISSING(mem_alloc);
	TEST_MISSING(mem_free);
	TEST_MISSING(time);

	table = *lkl_posix_table();
	table.sem_alloc = NULL;
	CHECK(lkl_init_table(&table) == -EINVAL && lkl_init_missing() &&
	      !strcmp(lkl_init_missing(), "sem_alloc"),
	      "the kernel names what its table lacks");

	own = lkl_host_ops;
	own.thread_create = NULL;
	own.sem_alloc = own_sem_alloc;
	own.mem_alloc = own_mem_alloc;
	own.page_alloc = NULL;
	CHECK(!lkl_init(&own) && !lkl_init_missing(), "threads need not be");
	CHECK(!kernel.host.thread_create, "the kernel then has none");
	test_sems();
	test_mem();
	return KTAP_END();
}
