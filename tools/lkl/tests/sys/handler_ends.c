// SPDX-License-Identifier: GPL-2.0
/*
 * A signal handler makes a call while its thread sleeps in one, perhaps in its
 * first, and then ends the thread, whoever is about to wake it.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define ROUNDS	3000

static int pipe_fds[2];
static int started, nr_ended, nr_bad;

static void end_thread(int sig)
{
	long pid = lkl_sys_getpid();

	(void)sig;
	/* It runs kernel code just now: not yet. */
	if (pid == -LKL_EDEADLK)
		return;
	if (pid != 1)
		__atomic_add_fetch(&nr_bad, 1, __ATOMIC_RELAXED);
	__atomic_add_fetch(&nr_ended, 1, __ATOMIC_RELAXED);
	pthread_exit(NULL);
}

static void *read_byte(void *arg)
{
	char byte;

	(void)arg;
	__atomic_store_n(&started, 1, __ATOMIC_RELEASE);
	lkl_sys_read(pipe_fds[0], &byte, 1);
	return NULL;
}

static void spin(int loops)
{
	while (loops--)
		__asm__ volatile("" ::: "memory");
}

/* What one left is not for the next. */
static void empty_pipe(void)
{
	char byte;

	lkl_sys_fcntl(pipe_fds[0], LKL_F_SETFL, LKL_O_NONBLOCK);
	lkl_sys_read(pipe_fds[0], &byte, 1);
	lkl_sys_fcntl(pipe_fds[0], LKL_F_SETFL, 0);
}

/* The byte comes about when the signal does. */
static void end_one(int round)
{
	pthread_t thread;
	char byte = 0;

	__atomic_store_n(&started, 0, __ATOMIC_RELEASE);
	pthread_create(&thread, NULL, read_byte, NULL);
	while (!__atomic_load_n(&started, __ATOMIC_ACQUIRE))
		sched_yield();
	spin(round % 97 * 400);
	if (round % 2)
		lkl_sys_write(pipe_fds[1], &byte, 1);
	pthread_kill(thread, SIGUSR1);
	if (!(round % 2))
		lkl_sys_write(pipe_fds[1], &byte, 1);
	pthread_join(thread, NULL);
	empty_pipe();
}

int main(void)
{
	int round;

#ifdef __SANITIZE_ADDRESS__
	/* It does not expect an end that its destructor misses: missed_end. */
	KTAP_SKIP_ALL("host: built for a sanitizer");
#endif
	SKIP_IF_SIGNALS_ARE_LATE();
	KTAP_PLAN(4);
	handle_signal(SIGUSR1, end_thread, 0);
	if (lkl_start_kernel("mem=64M quiet"))
		KTAP_BAIL("no kernel");
	if (lkl_sys_pipe2(pipe_fds, 0))
		KTAP_BAIL("no pipe");
	for (round = 0; round < ROUNDS; round++)
		end_one(round);
	KTAP_DIAG("%d of %d threads ended in the handler", nr_ended, ROUNDS);
	CHECK(nr_ended > 0, "threads end in a handler");
	CHECK_EQ(nr_bad, 0, "after a call of it");
	CHECK_EQ(lkl_sys_getpid(), 1, "the kernel lives");
	CHECK_EQ(lkl_sys_halt(), 0, "and halts");
	return KTAP_END();
}
