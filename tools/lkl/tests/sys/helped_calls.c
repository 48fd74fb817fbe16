// SPDX-License-Identifier: GPL-2.0
/*
 * Calls that sleep and are finished while another thread has the CPU: the one
 * that wakes them goes on, and each gets its own result, bad addresses too.
 */
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define NR_READERS	8
#define NR_ROUNDS	500

static struct reader {
	pthread_t thread;
	int fds[2];
	void *buf;
	long ret;
	char byte;
} readers[NR_READERS];

static void *read_once(void *arg)
{
	struct reader *r = arg;

	r->ret = lkl_sys_read(r->fds[0], r->buf, 1);
	return NULL;
}

/* They all wait for the same byte of an eventfd. */
static void *read_event(void *arg)
{
	struct reader *r = arg;
	long long value;

	r->ret = lkl_sys_read(r->fds[0], (void *)&value, sizeof(value));
	return NULL;
}

static void test_bad_address(void *bad)
{
	struct reader *r = readers;
	char byte = 'x';
	int i, nr_faults = 0, nr_writes = 0, nr_lost = 0;

	lkl_sys_pipe2(r->fds, 0);
	for (i = 0; i < NR_ROUNDS; i++) {
		r->buf = bad;
		pthread_create(&r->thread, NULL, read_once, r);
		/* with and without the reader asleep */
		if (i % 10 == 0)
			usleep(1000);
		nr_writes += lkl_sys_write(r->fds[1], &byte, 1) == 1;
		pthread_join(r->thread, NULL);
		nr_faults += r->ret == -LKL_EFAULT;
		/* a read that fails leaves the byte */
		r->buf = &r->byte;
		read_once(r);
		nr_lost += r->ret != 1 || r->byte != 'x';
	}
	CHECK_EQ(nr_writes, NR_ROUNDS, "who writes is not concerned");
	CHECK_EQ(nr_faults, NR_ROUNDS, "who reads to a bad address is told");
	CHECK_EQ(nr_lost, 0, "and no byte is lost");
}

static void test_many(void)
{
	int i, round, fd, nr_bad = 0;
	long long value = NR_READERS;

	fd = lkl_sys_eventfd2(0, LKL_EFD_SEMAPHORE);
	for (round = 0; round < NR_ROUNDS / 10; round++) {
		for (i = 0; i < NR_READERS; i++) {
			readers[i].fds[0] = fd;
			pthread_create(&readers[i].thread, NULL, read_event,
				       &readers[i]);
		}
		usleep(round % 2 * 1000);
		nr_bad += lkl_sys_write(fd, (void *)&value, sizeof(value)) !=
			  sizeof(value);
		for (i = 0; i < NR_READERS; i++) {
			pthread_join(readers[i].thread, NULL);
			nr_bad += readers[i].ret != sizeof(value);
		}
	}
	CHECK_EQ(nr_bad, 0, "one write ends the calls of %d threads",
		 NR_READERS);
}

int main(void)
{
	void *bad = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
			 -1, 0);

	KTAP_PLAN(5);
	lkl_handle_faults(1);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	test_bad_address(bad);
	test_many();
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
