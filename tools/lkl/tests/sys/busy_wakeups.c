// SPDX-License-Identifier: GPL-2.0
/*
 * A thread whose turn is taken away again, because it is in a signal handler
 * for long, is woken once for all: a wake-up that is left over would let it go
 * on, and end, while another is still on its way.
 */
#include <asm/host_ops.h>

#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define BUSY_MS		200
#define ROUNDS		5

static const struct lkl_host_table *posix;
static int tid, busy, nr_freed, nr_left;

/* A semaphore with a count has been counted up too often. */
static void sem_free(void *sem)
{
	nr_freed++;
	if (!posix->sem_down(sem, 1))
		nr_left++;
	posix->sem_free(sem);
}

static void handler(int sig)
{
	(void)sig;
	__atomic_store_n(&busy, 1, __ATOMIC_RELEASE);
	nap_ms(BUSY_MS);
	__atomic_store_n(&busy, 0, __ATOMIC_RELEASE);
}

/* Timers are the service thread's, which hands the CPU over. */
static void *sleep_shortly(void *arg)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = 60 * MSEC };

	(void)arg;
	lkl_sys_getppid();
	__atomic_store_n(&tid, host_tid(), __ATOMIC_RELEASE);
	return (void *)lkl_sys_nanosleep(&ts, NULL);
}

/* Returns what the call returned that the handler interrupted. */
static long interrupt_once(void)
{
	pthread_t thread;
	void *ret;

	__atomic_store_n(&tid, 0, __ATOMIC_RELEASE);
	pthread_create(&thread, NULL, sleep_shortly, NULL);
	wait_asleep(&tid);
	pthread_kill(thread, SIGALRM);
	while (!__atomic_load_n(&busy, __ATOMIC_ACQUIRE))
		nap_ms(1);
	/* its turn comes, and then somebody else wants the CPU */
	nap_ms(BUSY_MS / 2);
	while (__atomic_load_n(&busy, __ATOMIC_ACQUIRE))
		lkl_sys_getppid();
	pthread_join(thread, &ret);
	return (long)ret;
}

static int start(void)
{
	struct lkl_host_table table;

	posix = lkl_posix_table();
	table = *posix;
	table.sem_free = sem_free;
	return lkl_init_table(&table) || lkl_start_kernel("mem=32M quiet");
}

int main(void)
{
	int i, nr_slept = 0;

	SKIP_IF_SIGNALS_ARE_LATE();
	KTAP_PLAN(4);
	if (start())
		KTAP_BAIL("no kernel");
	handle_signal(SIGALRM, handler, SA_RESTART);
	for (i = 0; i < ROUNDS; i++)
		nr_slept += !interrupt_once();
	CHECK_EQ(nr_slept, ROUNDS, "all calls come to their end");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	CHECK(nr_freed >= ROUNDS, "%d threads have ended", nr_freed);
	CHECK_EQ(nr_left, 0, "none was woken too often");
	return KTAP_END();
}
