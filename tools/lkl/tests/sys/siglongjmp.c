// SPDX-License-Identifier: GPL-2.0
/*
 * A handler may leave a sleeping call with siglongjmp(), again and again.
 */
#include <setjmp.h>

#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define NR_JUMPS	500

static sigjmp_buf back;
static int fds[2], tid, lkl_tid, calls_first, ready;

/* Only a call that sleeps may be left: kernel code has to come to its end. */
static void handler(int sig)
{
	(void)sig;
	if (!__atomic_load_n(&ready, __ATOMIC_RELAXED))
		return;
	if (calls_first && lkl_sys_getppid() == -LKL_EDEADLK)
		return;
	siglongjmp(back, 1);
}

static void *jump(void *arg)
{
	volatile int nr_jumps = 0, nr_bad = 0;
	char c;

	(void)arg;
	__atomic_store_n(&lkl_tid, lkl_sys_gettid(), __ATOMIC_RELEASE);
	while (nr_jumps < NR_JUMPS) {
		if (!sigsetjmp(back, 1)) {
			__atomic_store_n(&ready, 1, __ATOMIC_RELEASE);
			__atomic_store_n(&tid, host_tid(), __ATOMIC_RELEASE);
			lkl_sys_read(fds[0], &c, 1);
			nr_bad++;
		} else {
			nr_jumps++;
		}
		__atomic_store_n(&ready, 0, __ATOMIC_RELEASE);
		__atomic_store_n(&tid, 0, __ATOMIC_RELEASE);
		nr_bad += lkl_sys_getpid() != 1;
		nr_bad += lkl_sys_write(fds[1], "cc", 2) != 2;
		nr_bad += lkl_sys_read(fds[0], &c, 1) != 1;
		nr_bad += lkl_sys_read(fds[0], &c, 1) != 1 || c != 'c';
	}
	__atomic_store_n(&tid, -1, __ATOMIC_RELEASE);
	return (void *)(long)nr_bad;
}

/*
 * Whether the task sleeps, as the kernel says. The host's word is not enough:
 * where tasks have threads of their own, those that make calls sleep while the
 * kernel runs.
 */
static int task_is_asleep(void)
{
	char path[64], line[256], *end = NULL;
	long fd, len;

	snprintf(path, sizeof(path), "/proc/1/task/%d/stat",
		 __atomic_load_n(&lkl_tid, __ATOMIC_ACQUIRE));
	fd = lkl_sys_open(path, LKL_O_RDONLY, 0);
	if (fd < 0)
		return 0;
	len = lkl_sys_read(fd, line, sizeof(line) - 1);
	lkl_sys_close(fd);
	if (len > 0) {
		line[len] = 0;
		end = strrchr(line, ')');
	}
	return end && end[2] == 'S';
}

static void test(int first, const char *name)
{
	pthread_t thread;
	void *nr_bad;
	int t, looks = 0;

	calls_first = first;
	tid = 0;
	lkl_tid = 0;
	pthread_create(&thread, NULL, jump, NULL);
	while ((t = __atomic_load_n(&tid, __ATOMIC_ACQUIRE)) != -1) {
		looks = t && task_is_asleep() && is_asleep(t) ? looks + 1 : 0;
		if (looks >= 3 || (calls_first && t)) {
			pthread_kill(thread, SIGALRM);
			looks = 0;
		}
		sched_yield();
	}
	pthread_join(thread, &nr_bad);
	CHECK_EQ((long)nr_bad, 0, "%s", name);
}

int main(void)
{
	SKIP_IF_SIGNALS_ARE_LATE();
	KTAP_PLAN(3);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	lkl_mount_fs("proc");
	lkl_sys_pipe2(fds, 0);
	handle_signal(SIGALRM, handler, 0);
	test(1, "jumps after a call");
	test(0, "jumps at once");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
