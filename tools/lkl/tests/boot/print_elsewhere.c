// SPDX-License-Identifier: GPL-2.0
/*
 * A thread of the kernel's own, which has timers or a device to wait for, is
 * not held up by a print operation that takes long: another thread prints.
 */
#include <lkl.h>
#include <asm/host_ops.h>

#include "ktap.h"
#include "threads.h"

#define TEXT		"take your time\n"
#define PRINT_MS	1000
#define LIMIT_NS	(500 * MSEC)

static const struct lkl_host_table *host;
static long long took_ns;
static pthread_t flusher, printer;
static int printed;

static void print(const char *text, int len)
{
	if (len != sizeof(TEXT) - 1 || memcmp(text, TEXT, len))
		return;
	nap_ms(PRINT_MS);
	printer = pthread_self();
	__atomic_store_n(&printed, 1, __ATOMIC_RELEASE);
}

/* As the kernel's thread does once it has let the CPU go. */
static void flush(void *arg)
{
	long long start;

	(void)arg;
	flusher = pthread_self();
	host->console_write(TEXT, sizeof(TEXT) - 1);
	start = now_ns();
	host->console_flush();
	took_ns = now_ns() - start;
}

int main(void)
{
	unsigned long thread;
	int i;

	KTAP_PLAN(5);
	lkl_host_ops.print = print;
	if (lkl_start_kernel("mem=32M loglevel=0"))
		KTAP_BAIL("no kernel");
	host = lkl_posix_table();
	thread = host->thread_create(flush, NULL);
	if (!CHECK(thread != 0, "a thread of the kernel's own"))
		KTAP_BAIL("no thread");
	host->thread_join(thread);
	CHECK(took_ns < LIMIT_NS, "does not wait for who prints (%lld us)",
	      took_ns / 1000);
	for (i = 0; i < 10000 &&
	     !__atomic_load_n(&printed, __ATOMIC_ACQUIRE); i++)
		nap_ms(1);
	CHECK(printed, "the text is printed");
	CHECK(printed && !pthread_equal(printer, flusher),
	      "by another thread");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
