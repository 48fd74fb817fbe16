// SPDX-License-Identifier: GPL-2.0
/*
 * On a host without threads ticks go on while a call computes for long.
 */
#include <sys/uio.h>

#include <lkl.h>

#include "ktap.h"
#include "needs.h"
#include "ticks.h"

#define BYTES		(4UL << 20)
#define NR_PIECES	500
#define ENOUGH_NS	(200 * MSEC)
#define MAX_ROUNDS	50

/* Calls one after the other, for as long as it takes to tell. */
static long long compute(long fd, long *got)
{
	static struct lkl_iovec iov[NR_PIECES];
	static char buf[BYTES];
	long long start = now_ns();
	int i;

	for (i = 0; i < NR_PIECES; i++)
		iov[i] = (struct lkl_iovec){ buf, BYTES };
	for (i = 0; i < MAX_ROUNDS && now_ns() - start < ENOUGH_NS; i++)
		*got = lkl_sys_preadv(fd, iov, NR_PIECES, 0, 0);
	return now_ns() - start;
}

int main(void)
{
	struct lkl_host_table table;
	long long took, since;
	long fd, got = 0;

	if (KERNEL_NEEDS(thread_create))
		KTAP_SKIP_ALL("host: this kernel needs one with threads");
	table = *lkl_posix_table();
	table.thread_create = NULL;
	table.thread_join = NULL;
	KTAP_PLAN(6);
	CHECK_EQ(lkl_init_table(&table), 0, "a host without threads");
	CHECK_EQ(lkl_start_kernel("mem=32M quiet"), 0, "boot");
	fd = lkl_sys_open("/hole", LKL_O_RDWR | LKL_O_CREAT, 0600);
	lkl_sys_ftruncate(fd, NR_PIECES * BYTES);
	took = compute(fd, &got);
	since = since_tick_ns();
	KTAP_DIAG("%lld ms of calls, the last tick %lld ms ago", took / MSEC,
		  since / MSEC);
	CHECK_EQ(got, NR_PIECES * BYTES, "long calls");
	CHECK(took >= ENOUGH_NS, "one after the other");
	CHECK(since < took / 2, "have ticks come");
	CHECK_EQ(lkl_sys_halt(), 0, "halt");
	return KTAP_END();
}
