// SPDX-License-Identifier: GPL-2.0
/*
 * Bad pointers are -EFAULT; the program's own faults stay its own.
 */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>

#include <lkl.h>

#include "child.h"
#include "ktap.h"

static sigjmp_buf after_fault;

static void handler(int sig)
{
	(void)sig;
	siglongjmp(after_fault, 1);
}

static int faults(volatile char *addr)
{
	if (sigsetjmp(after_fault, 1))
		return 1;
	*addr = 1;
	return 0;
}

/* The kernel could take such a call for one of its own. */
static int faults_calling_null(void)
{
	void (*volatile nothing)(void) = NULL;

	if (sigsetjmp(after_fault, 1))
		return 1;
	nothing();
	return 0;
}

static void test_pointers(void *bad, const char *name)
{
	long fd = lkl_sys_open("/file", LKL_O_RDWR | LKL_O_CREAT, 0600);

	CHECK_EQ(lkl_sys_write(fd, bad, 4096), -LKL_EFAULT,
		 "write from %s pointer", name);
	lkl_sys_pwrite64(fd, "text", 4, 0);
	CHECK_EQ(lkl_sys_pread64(fd, bad, 4, 0), -LKL_EFAULT,
		 "read to %s pointer", name);
	CHECK_EQ(lkl_sys_open(bad, LKL_O_RDONLY, 0), -LKL_EFAULT,
		 "path at %s pointer", name);
	lkl_sys_close(fd);
}

static void *test_in_thread(void *arg)
{
	return lkl_sys_open(arg, LKL_O_RDONLY, 0) == -LKL_EFAULT ? arg : NULL;
}

/* Sanitizers have a handler, which reports and exits. */
#if defined(__SANITIZE_ADDRESS__)
#define ENDED_BY_FAULT	1
#elif defined(__SANITIZE_THREAD__)
#define ENDED_BY_FAULT	66
#else
#define ENDED_BY_FAULT	(CHILD_SIGNAL + SIGSEGV)
#endif

/* Without a handler of the program a fault of its own ends it as usual. */
static int fault_in_program(void *arg)
{
	if (lkl_handle_faults(1))
		return 1;
	*(volatile char *)arg = 1;
	return 2;
}

int main(void)
{
	struct sigaction action, now;
	pthread_t thread;
	char *bad;
	void *ok;

	KTAP_PLAN(18);
	bad = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(run_child(fault_in_program, bad, 10) == ENDED_BY_FAULT,
	      "a fault of the program ends it");
	memset(&action, 0, sizeof(action));
	action.sa_handler = handler;
	sigaction(SIGSEGV, &action, NULL);
	CHECK_EQ(lkl_handle_faults(1), 0, "faults are handled");
	CHECK_EQ(lkl_handle_faults(1), 0, "asking twice does no harm");
	if (!CHECK_EQ(lkl_start_kernel("mem=32M quiet"), 0, "the kernel starts"))
		KTAP_BAIL("no kernel");
	test_pointers(NULL, "a null");
	test_pointers(bad, "a bad");
	CHECK(faults(bad), "the program's handler sees its own faults");
	CHECK(faults_calling_null(), "and calls to nowhere");
	pthread_create(&thread, NULL, test_in_thread, bad);
	pthread_join(thread, &ok);
	CHECK(ok, "threads are handled too");
	CHECK(lkl_sys_open("/", LKL_O_RDONLY, 0) >= 0, "calls go on");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	CHECK(faults_calling_null(), "the program's faults are still its own");
	lkl_handle_faults(0);
	sigaction(SIGSEGV, NULL, &now);
	CHECK(now.sa_handler == handler, "the program's handler is back");
	CHECK(faults(bad), "and works");
	return KTAP_END();
}
