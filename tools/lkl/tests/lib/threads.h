/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Time and host threads, for tests of what threads do to each other.
 */
#ifndef LKL_TESTS_THREADS_H
#define LKL_TESTS_THREADS_H

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define THREADS_UNUSED __attribute__((unused))

#define MSEC	1000000LL
#define SEC	1000000000LL

static THREADS_UNUSED long long now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * SEC + ts.tv_nsec;
}

static THREADS_UNUSED void nap_ms(long ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000L };

	while (nanosleep(&ts, &ts))
		;
}

static THREADS_UNUSED int host_tid(void)
{
	return (int)syscall(SYS_gettid);
}

/* Whether a thread of this process sleeps in the host. */
static THREADS_UNUSED int is_asleep(int tid)
{
	char path[64], line[256], state = 0, *end;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/self/task/%d/stat", tid);
	file = fopen(path, "r");
	if (!file)
		return 0;
	end = fgets(line, sizeof(line), file) ? strrchr(line, ')') : NULL;
	if (end)
		state = end[2];
	fclose(file);
	return state == 'S';
}

/*
 * Wait until a thread sleeps, for longer than it takes to get the CPU of an
 * idle kernel; nothing but the call it is about to make may have it sleep.
 */
static THREADS_UNUSED void wait_asleep(const int *tid)
{
	int looks = 0;

	while (looks < 20) {
		int t = __atomic_load_n(tid, __ATOMIC_ACQUIRE);

		looks = t && is_asleep(t) ? looks + 1 : 0;
		nap_ms(1);
	}
}

/* The thread sanitizer keeps signals back while a thread sleeps in the host. */
#ifdef __SANITIZE_THREAD__
#define SKIP_IF_SIGNALS_ARE_LATE() \
	KTAP_SKIP_ALL("host: no signals in time with the thread sanitizer")
#else
#define SKIP_IF_SIGNALS_ARE_LATE() do { } while (0)
#endif

static THREADS_UNUSED void handle_signal(int sig, void (*fn)(int sig),
					 int flags)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = fn;
	action.sa_flags = flags;
	sigaction(sig, &action, NULL);
}

#endif
