// SPDX-License-Identifier: GPL-2.0
/*
 * A call that takes long, and neither sleeps nor enables interrupts, lets
 * others in: timers expire, and their threads run.
 */
#include <sys/uio.h>

#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define BYTES		(4UL << 20)
#define NR_PIECES	500
/* Some naps end in each even if interrupts have to wait for its end. */
#define ENOUGH		10
#define MAX_ROUNDS	50

static int reading;
static unsigned int nr_naps;

static void *napper(void *arg)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = MSEC };

	(void)arg;
	while (__atomic_load_n(&reading, __ATOMIC_ACQUIRE)) {
		if (lkl_sys_nanosleep(&ts, NULL))
			break;
		__atomic_fetch_add(&nr_naps, 1, __ATOMIC_RELAXED);
	}
	return NULL;
}

static long read_hole(int fd)
{
	static struct lkl_iovec iov[NR_PIECES];
	static char buf[BYTES];
	int i;

	for (i = 0; i < NR_PIECES; i++)
		iov[i] = (struct lkl_iovec){ buf, BYTES };
	return lkl_sys_preadv(fd, iov, NR_PIECES, 0, 0);
}

int main(void)
{
	unsigned int before, most = 0, during;
	long got = NR_PIECES * BYTES;
	long long start;
	pthread_t thread;
	int fd, i;

	KTAP_PLAN(3);
	if (lkl_start_kernel("mem=32M loglevel=4"))
		KTAP_BAIL("no kernel");
	fd = (int)lkl_sys_open("/hole", LKL_O_RDWR | LKL_O_CREAT, 0600);
	if (lkl_sys_ftruncate(fd, got))
		KTAP_BAIL("no large file");
	reading = 1;
	pthread_create(&thread, NULL, napper, NULL);
	nap_ms(20);
	start = now_ns();
	for (i = 0; i < MAX_ROUNDS && most < ENOUGH && got > 0; i++) {
		before = __atomic_load_n(&nr_naps, __ATOMIC_RELAXED);
		got = read_hole(fd);
		during = __atomic_load_n(&nr_naps, __ATOMIC_RELAXED) - before;
		if (during > most)
			most = during;
	}
	KTAP_DIAG("a call took %lld ms, and %u naps ended meanwhile",
		  (now_ns() - start) / i / MSEC, most);
	__atomic_store_n(&reading, 0, __ATOMIC_RELEASE);
	pthread_join(thread, NULL);
	CHECK_EQ(got, NR_PIECES * BYTES, "a long call");
	CHECK(most >= ENOUGH, "naps of another thread end during one of them");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
