// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 300
 *
 * A host that fails the n-th call of an operation after boot makes calls fail
 * or does no harm: file I/O of several threads, mappings, and the halt end. If
 * nothing else is possible the kernel panics, and its calls fail.
 */
#include <lkl.h>
#include <lkl/linux/filter.h>

#include "child.h"
#include "ktap.h"
#include "needs.h"
#include "panics.h"
#include "threads.h"

#define MAX_CALLS	200
#define NR_THREADS	4
#define NR_DESCRIPTORS	(1 << 20)
#define WAS_OK		0
#define WAS_NEVER	2
#define WAS_BROKEN	3

static const struct lkl_host_table *posix;
static int countdown, armed;

/* Generic code cannot be told that a mapping is not to be had. */
static int may_panic;

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

/* A table of descriptors too large for kmalloc() is in mapped memory. */
static void map_descriptors(void)
{
	struct lkl_rlimit64 limit = { NR_DESCRIPTORS, NR_DESCRIPTORS };

	lkl_sys_prlimit64(0, LKL_RLIMIT_NOFILE, &limit, NULL);
	lkl_sys_dup3(0, NR_DESCRIPTORS - 1, 0);
	lkl_sys_close(NR_DESCRIPTORS - 1);
}

/* So is a filter of a socket, if the kernel has sockets. */
static void map_filter(void)
{
	struct lkl_sock_filter pass = { .code = LKL_BPF_RET, .k = 0xffff };
	struct lkl_sock_fprog filter = { .len = 1, .filter = &pass };
	int fds[2];

	if (lkl_sys_socketpair(LKL_AF_UNIX, LKL_SOCK_DGRAM, 0, fds))
		return;
	lkl_sys_setsockopt(fds[0], LKL_SOL_SOCKET, LKL_SO_ATTACH_FILTER,
			   (char *)&filter, sizeof(filter));
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
	map_descriptors();
	map_filter();
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
	if (may_panic && !lkl_is_running())
		return lkl_sys_getpid() == -LKL_ENODEV ? WAS_OK : WAS_BROKEN;
	/* The first call of this thread may have failed; but not twice. */
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
	CHECK(!nr_bad && nr > 1, "%s", name);
}

#define TEST(op) do {							\
	struct lkl_host_table table = *posix;				\
									\
	table.op = op;							\
	test(#op, &table);						\
} while (0)

int main(void)
{
	KTAP_PLAN(3);
	posix = lkl_posix_table();
	if (KERNEL_NEEDS(vm_map)) {
		may_panic = 1;
		TEST(vm_map);
		may_panic = 0;
	} else {
		KTAP_SKIP("vm_map", "host: this kernel has it map nothing");
	}
	TEST(stack_alloc);
	TEST(sem_alloc);
	return KTAP_END();
}
