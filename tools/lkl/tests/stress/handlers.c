// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that pass numbers through pipes while signal handlers call in the
 * middle of it: a call that says -EINTR has done nothing, no number is lost.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define NR_PAIRS	3
#define RUN_NS		(3 * SEC)
#define QUIET_NS	(SEC / 50)

static struct pair {
	int fds[2];
	pthread_t reader, writer;
	unsigned long nr_passed, nr_seen;
	long long quiet_until;
} pairs[NR_PAIRS];

static int stop, nr_bad;
static unsigned long nr_made, nr_refused, nr_interrupted;

static void count(unsigned long *nr)
{
	__atomic_add_fetch(nr, 1, __ATOMIC_RELAXED);
}

static void bad(const char *what, long ret)
{
	if (__atomic_fetch_add(&nr_bad, 1, __ATOMIC_RELAXED) < 5)
		fprintf(stderr, "%s: %ld\n", what, ret);
}

/* Some of its calls sleep. */
static void handler(int sig)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = 20000 };
	long ret = lkl_sys_getpid();

	(void)sig;
	if (ret == -LKL_EDEADLK) {
		count(&nr_refused);
		return;
	}
	if (ret != 1)
		bad("getpid in a handler", ret);
	ret = lkl_sys_nanosleep(&ts, NULL);
	if (ret && ret != -LKL_EINTR)
		bad("nanosleep in a handler", ret);
	count(&nr_made);
}

static int is_interrupted(long ret)
{
	if (ret == -LKL_EINTR)
		count(&nr_interrupted);
	return ret == -LKL_EINTR;
}

static void *write_numbers(void *arg)
{
	struct pair *pair = arg;
	unsigned long number = 0;
	long ret;

	while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
		ret = lkl_sys_write(pair->fds[1], (char *)&number,
				    sizeof(number));
		if (ret == sizeof(number))
			number++;
		else if (!is_interrupted(ret))
			bad("write", ret);
	}
	lkl_sys_close(pair->fds[1]);
	return NULL;
}

static void *read_numbers(void *arg)
{
	struct pair *pair = arg;
	unsigned long number = 0, want = 0;
	long ret;

	for (;;) {
		ret = lkl_sys_read(pair->fds[0], (char *)&number,
				   sizeof(number));
		if (!ret)
			break;
		if (is_interrupted(ret))
			continue;
		if (ret != sizeof(number) || number != want++) {
			bad("read", ret);
			break;
		}
		__atomic_store_n(&pair->nr_passed, want, __ATOMIC_RELAXED);
	}
	lkl_sys_close(pair->fds[0]);
	return NULL;
}

/*
 * On a slow machine, threads that get signals all the time do nothing else. So
 * the next one waits until a number has passed, but not forever: the calls may
 * be asleep because of the last.
 */
static void disturb(struct pair *pair)
{
	unsigned long nr = __atomic_load_n(&pair->nr_passed, __ATOMIC_RELAXED);

	if (nr == pair->nr_seen && now_ns() < pair->quiet_until)
		return;
	pair->nr_seen = nr;
	pair->quiet_until = now_ns() + QUIET_NS;
	pthread_kill(pair->reader, SIGALRM);
	pthread_kill(pair->writer, SIGALRM);
}

static void start(struct pair *pair)
{
	pair->nr_passed = 0;
	lkl_sys_pipe2(pair->fds, 0);
	/* a small pipe is often full */
	lkl_sys_fcntl(pair->fds[0], LKL_F_SETPIPE_SZ, 4096);
	pthread_create(&pair->reader, NULL, read_numbers, pair);
	pthread_create(&pair->writer, NULL, write_numbers, pair);
}

static void test(int flags, const char *name)
{
	long long end = now_ns() + RUN_NS;
	unsigned long nr = 0;
	int i;

	handle_signal(SIGALRM, handler, flags);
	stop = 0;
	for (i = 0; i < NR_PAIRS; i++)
		start(&pairs[i]);
	for (i = 0; now_ns() < end; i = (i + 1) % NR_PAIRS) {
		struct timespec ts = { .tv_nsec = 100000 };

		disturb(&pairs[i]);
		nanosleep(&ts, NULL);
	}
	__atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
	for (i = 0; i < NR_PAIRS; i++) {
		pthread_join(pairs[i].writer, NULL);
		pthread_join(pairs[i].reader, NULL);
		nr += pairs[i].nr_passed;
	}
	KTAP_DIAG("%lu numbers, %lu handlers called, %lu were refused, %lu EINTR",
		  nr, nr_made, nr_refused, nr_interrupted);
	CHECK_EQ(nr_bad, 0, "%s", name);
	CHECK(nr > 1000 && nr_made > 10, "there were numbers and signals");
}

int main(void)
{
	SKIP_IF_SIGNALS_ARE_LATE();
	KTAP_PLAN(5);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	test(0, "all numbers arrive");
	test(SA_RESTART, "and with SA_RESTART");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
