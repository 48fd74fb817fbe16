// SPDX-License-Identifier: GPL-2.0
/*
 * A panic is told to the host, with its message, and every call fails from
 * then on, those that sleep included.
 */
#include <lkl.h>

#include "ktap.h"
#include "oops.h"
#include "panics.h"
#include "threads.h"

static char why[256], last_text[1 << 16];
static int nr_panics, text_first, tid;
static int fds[2];

static void keep_why(const char *text)
{
	snprintf(why, sizeof(why), "%s", text);
	text_first = strstr(last_text, "Kernel panic") != NULL;
	nr_panics++;
}

static void keep_text(const char *str, int len)
{
	size_t n = strlen(last_text);

	if (n + (size_t)len < sizeof(last_text))
		memcpy(last_text + n, str, (size_t)len);
}

static int start(void)
{
	struct lkl_host_table table;

	oops.posix = lkl_posix_table();
	table = *oops.posix;
	table.mem_alloc = oops_mem_alloc;
	table.panic = keep_why;
	if (lkl_init_table(&table) || lkl_handle_faults(1))
		return -1;
	return lkl_start_kernel("mem=32M quiet");
}

static void *sleep_in_read(void *arg)
{
	char c;

	(void)arg;
	lkl_sys_getppid();
	__atomic_store_n(&tid, host_tid(), __ATOMIC_RELEASE);
	return (void *)lkl_sys_read(fds[0], &c, 1);
}

int main(void)
{
	pthread_t thread;
	void *ret;

	KTAP_PLAN(10);
	lkl_host_ops.print = keep_text;
	if (start())
		KTAP_BAIL("no kernel");
	CHECK_EQ(lkl_sysctl("kernel.panic_on_oops", "1"), 0,
		 "an oops shall be a panic");
	lkl_sys_pipe2(fds, 0);
	pthread_create(&thread, NULL, sleep_in_read, NULL);
	wait_asleep(&tid);
	if (!CHECK_EQ(oops_prepare(), 0, "a page is taken away"))
		KTAP_BAIL("no oops");
	CHECK(oops_now() < 0, "the call that panics fails");
	CHECK_EQ(nr_panics, 1, "the host is told once");
	CHECK(strstr(why, "Fatal exception"), "why");
	CHECK(text_first, "after the console had printed it");
	pthread_join(thread, &ret);
	CHECK_EQ((long)ret, -LKL_ENODEV, "a call that slept fails");
	CHECK_EQ(lkl_sys_getpid(), -LKL_ENODEV, "and so do all others");
	CHECK_EQ(lkl_is_running(), 0, "nothing runs");
	CHECK_EQ(lkl_sys_halt(), -LKL_ENODEV, "nothing is to be halted");
	return KTAP_END();
}
