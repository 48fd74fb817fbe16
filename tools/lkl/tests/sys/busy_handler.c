// SPDX-License-Identifier: GPL-2.0
/*
 * A handler that takes long in the middle of a sleeping call, or that left it
 * with siglongjmp(), holds up nobody else when the call could go on.
 */
#include <setjmp.h>

#include <lkl.h>

#include "ktap.h"
#include "threads.h"

/* What others do meanwhile, and how long it may take them. */
#define ROUNDS		1000
#define BUSY_MS		30000

static int fds[2], tid, busy, enough, jumps;
static sigjmp_buf back;

static void stay_busy(void)
{
	int ms;

	__atomic_store_n(&busy, 1, __ATOMIC_RELEASE);
	for (ms = 0; ms < BUSY_MS; ms++) {
		if (__atomic_load_n(&enough, __ATOMIC_ACQUIRE))
			break;
		nap_ms(1);
	}
	__atomic_store_n(&busy, 0, __ATOMIC_RELEASE);
}

static void handler(int sig)
{
	(void)sig;
	if (jumps)
		siglongjmp(back, 1);
	stay_busy();
}

static void *read_pipe(void *arg)
{
	char c;

	(void)arg;
	lkl_sys_getppid();
	if (!sigsetjmp(back, 1)) {
		__atomic_store_n(&tid, host_tid(), __ATOMIC_RELEASE);
		lkl_sys_read(fds[0], &c, 1);
	} else {
		stay_busy();
	}
	return (void *)lkl_sys_getpid();
}

static void test(int flags, const char *name)
{
	pthread_t thread;
	int nr, held_up;
	void *ret;

	tid = 0;
	enough = 0;
	lkl_sys_pipe2(fds, 0);
	handle_signal(SIGALRM, handler, flags);
	pthread_create(&thread, NULL, read_pipe, NULL);
	wait_asleep(&tid);
	pthread_kill(thread, SIGALRM);
	while (!__atomic_load_n(&busy, __ATOMIC_ACQUIRE))
		nap_ms(1);
	lkl_sys_write(fds[1], "c", 1);
	for (nr = 0; nr < ROUNDS; nr++) {
		lkl_sys_getppid();
		lkl_sys_sched_yield();
	}
	held_up = !__atomic_load_n(&busy, __ATOMIC_ACQUIRE);
	__atomic_store_n(&enough, 1, __ATOMIC_RELEASE);
	pthread_join(thread, &ret);
	CHECK(!held_up, "calls of others go on: %s", name);
	CHECK_EQ((long)ret, 1, "and those of the thread");
}

int main(void)
{
	SKIP_IF_SIGNALS_ARE_LATE();
	KTAP_PLAN(7);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	test(0, "a long handler");
	test(SA_RESTART, "with SA_RESTART");
	jumps = 1;
	test(0, "siglongjmp()");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
