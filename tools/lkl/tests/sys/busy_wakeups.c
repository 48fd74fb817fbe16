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

#define SLEEP_MS	300
#define ROUNDS		5

static const struct lkl_host_table *posix;
static int tid, busy, done, ended, nr_freed, nr_left;

/* A semaphore with a count has been counted up too often. */
static void sem_free(void *sem)
{
	nr_freed++;
	if (!posix->sem_down(sem, 1))
		nr_left++;
	posix->sem_free(sem);
}

static int is_set(const int *flag)
{
	return __atomic_load_n(flag, __ATOMIC_ACQUIRE);
}

static void set(int *flag, int value)
{
	__atomic_store_n(flag, value, __ATOMIC_RELEASE);
}

static void handler(int sig)
{
	(void)sig;
	set(&busy, 1);
	while (!is_set(&done))
		nap_ms(1);
}

/* Timers are the service thread's, which hands the CPU over. */
static void *sleep_shortly(void *arg)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = SLEEP_MS * MSEC };
	long ret;

	(void)arg;
	lkl_sys_getppid();
	set(&tid, host_tid());
	ret = lkl_sys_nanosleep(&ts, NULL);
	set(&ended, 1);
	return (void *)ret;
}

/* Returns whether the thread sleeps, and its sleep does not end soon. */
static int wait_for_sleep(void)
{
	long long start = 0;
	int looks = 0;

	while (looks < 20 && !is_set(&ended)) {
		int t = is_set(&tid);

		if (t && !start)
			start = now_ns();
		looks = t && is_asleep(t) ? looks + 1 : 0;
		nap_ms(1);
	}
	return looks == 20 && now_ns() - start < SLEEP_MS / 2 * MSEC;
}

/* The handler runs while the thread's turn comes and others want the CPU. */
static void interrupt_sleep(pthread_t thread)
{
	long long end;

	pthread_kill(thread, SIGALRM);
	while (!is_set(&busy))
		nap_ms(1);
	nap_ms(SLEEP_MS);
	for (end = now_ns() + 20 * MSEC; now_ns() < end;)
		lkl_sys_getppid();
}

/* Returns 1 if it came about and the call ended well, -1 if it did not end. */
static int interrupt_once(void)
{
	pthread_t thread;
	void *ret;
	int fits;

	tid = busy = done = ended = 0;
	pthread_create(&thread, NULL, sleep_shortly, NULL);
	fits = wait_for_sleep();
	if (fits)
		interrupt_sleep(thread);
	set(&done, 1);
	pthread_join(thread, &ret);
	return ret ? -1 : fits;
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
	int i, nr = 0, nr_failed = 0;

	SKIP_IF_SIGNALS_ARE_LATE();
	KTAP_PLAN(5);
	if (start())
		KTAP_BAIL("no kernel");
	handle_signal(SIGALRM, handler, SA_RESTART);
	for (i = 0; i < 10 * ROUNDS && nr < ROUNDS; i++) {
		int ret = interrupt_once();

		nr += ret > 0;
		nr_failed += ret < 0;
	}
	CHECK_EQ(nr, ROUNDS, "a turn is taken away");
	CHECK_EQ(nr_failed, 0, "the calls come to their end");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	CHECK(nr_freed >= ROUNDS, "%d threads have ended", nr_freed);
	CHECK_EQ(nr_left, 0, "none was woken too often");
	return KTAP_END();
}
