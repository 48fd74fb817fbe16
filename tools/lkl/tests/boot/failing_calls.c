// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 300
 *
 * A host that fails the n-th call of an operation after boot makes calls fail
 * or does no harm: file I/O of several threads, mappings, and the halt end.
 */
#include <asm/host_ops.h>

#include <lkl.h>

#include "child.h"
#include "ktap.h"
#include "threads.h"

#define MAX_CALLS	200
#define NR_THREADS	4
#define WAS_OK		0
#define WAS_NEVER	2
#define WAS_BROKEN	3

static const struct lkl_host_table *posix;
static int countdown, armed;

static int fails(void)
{
	return __atomic_load_n(&armed, __ATOMIC_RELAXED) &&
	       !__atomic_sub_fetch(&countdown, 1, __ATOMIC_RELAXED);
}

static int vm_map(void *addr, unsigned long offset, unsigned long bytes,
		  int writable)
{
	return fails() ? -LKL_ENOMEM :
			 posix->vm_map(addr, offset, bytes, writable);
}

static void *stack_alloc(unsigned long bytes)
{
	return fails() ? NULL : posix->stack_alloc(bytes);
}

static void *sem_alloc(void)
{
	return fails() ? NULL : posix->sem_alloc();
}

static unsigned long thread_create(void (*fn)(void *arg), void *arg)
{
	return fails() ? 0 : posix->thread_create(fn, arg);
}

/* A buffer of this pipe is one that is mapped, not one that is linear. */
static void use_mappings(void)
{
	int fds[2];

	if (lkl_sys_pipe2(fds, 0))
		return;
	lkl_sys_fcntl(fds[0], LKL_F_SETPIPE_SZ, 1 << 20);
	lkl_sys_write(fds[1], "text", 4);
	lkl_sys_close(fds[0]);
	lkl_sys_close(fds[1]);
}

/* Calls may fail; what succeeds must be right. */
static void *work(void *arg)
{
	char path[] = "/file0", buf[8] = "";
	long fd, ret;

	path[5] += (char)(long)arg;
	fd = lkl_sys_open(path, LKL_O_RDWR | LKL_O_CREAT, 0600);
	if (fd < 0)
		return NULL;
	ret = lkl_sys_write((int)fd, "text", 4);
	if (ret == 4)
		ret = lkl_sys_pread64((int)fd, buf, 4, 0);
	lkl_sys_close((int)fd);
	use_mappings();
	return ret == 4 && memcmp(buf, "text", 4) ? arg : NULL;
}

static int boot_work_halt(void *arg)
{
	pthread_t threads[NR_THREADS];
	void *bad, *any_bad = NULL;
	long i;

	if (lkl_init_table(arg) ||
	    lkl_start_kernel("mem=32M quiet loglevel=0"))
		return WAS_BROKEN;
	__atomic_store_n(&armed, 1, __ATOMIC_RELAXED);
	for (i = 0; i < NR_THREADS; i++)
		pthread_create(&threads[i], NULL, work, (void *)(i + 1));
	for (i = 0; i < NR_THREADS; i++) {
		pthread_join(threads[i], &bad);
		any_bad = bad ? bad : any_bad;
	}
	/* It may have been this thread's first call that failed; but not twice. */
	if (lkl_sys_getpid() < 0 && lkl_sys_getpid() < 0)
		return WAS_BROKEN;
	if (any_bad || lkl_sys_getpid() != 1 || lkl_sys_halt())
		return WAS_BROKEN;
	return countdown > 0 ? WAS_NEVER : WAS_OK;
}

static void test(const char *name, struct lkl_host_table *table)
{
	int nr, ret, nr_bad = 0;

	for (nr = 1; nr <= MAX_CALLS && nr_bad < 3; nr++) {
		countdown = nr;
		ret = run_child(boot_work_halt, table, 10);
		if (ret == WAS_NEVER)
			break;
		if (ret == WAS_OK)
			continue;
		nr_bad++;
		KTAP_DIAG("%s: call %d: child ended with %d", name, nr, ret);
	}
	KTAP_DIAG("%s: %d calls after boot", name, nr - 1);
	CHECK_EQ(nr_bad, 0, "%s", name);
}

#define TEST(op) do {							\
	struct lkl_host_table table = *posix;				\
									\
	table.op = op;							\
	test(#op, &table);						\
} while (0)

int main(void)
{
	KTAP_PLAN(4);
	posix = lkl_posix_table();
	TEST(vm_map);
	TEST(stack_alloc);
	TEST(sem_alloc);
	TEST(thread_create);
	return KTAP_END();
}
