// SPDX-License-Identifier: GPL-2.0
/*
 * Work that was kicked runs, never twice at once, and workers end when idle.
 */
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include "host/posix/cell.h"
#include "host/work.h"
#include "host/worker.h"
#include "count.h"
#include "ktap.h"

#define NR_SOURCES	4
#define NR_KICKERS	4
#define NR_KICKS	50000

static struct source {
	struct lkl__work work;
	int running, nr_overlaps;
	long asked, done, again;
} sources[NR_SOURCES];

static struct source *to_source(struct lkl__work *work)
{
	return (struct source *)work;
}

static int source_run(struct lkl__work *work)
{
	struct source *source = to_source(work);
	long asked;

	if (__atomic_exchange_n(&source->running, 1, __ATOMIC_ACQ_REL))
		source->nr_overlaps++;
	asked = __atomic_load_n(&source->asked, __ATOMIC_ACQUIRE);
	__atomic_store_n(&source->done, asked, __ATOMIC_RELEASE);
	__atomic_store_n(&source->running, 0, __ATOMIC_RELEASE);
	return 0;
}

static void *kicker(void *arg)
{
	struct source *source;
	long i;

	for (i = 0; i < NR_KICKS; i++) {
		source = &sources[i % NR_SOURCES];
		__atomic_fetch_add(&source->asked, 1, __ATOMIC_RELAXED);
		lkl__work_kick(&source->work);
		if (arg)
			lkl__work_defer();
		else
			lkl__work_run();
	}
	return NULL;
}

static int all_done(void)
{
	int i, nr = 0;

	for (i = 0; i < NR_SOURCES; i++)
		nr += __atomic_load_n(&sources[i].done, __ATOMIC_ACQUIRE) ==
		      sources[i].asked;
	return nr == NR_SOURCES;
}

static int wait_until(int (*cond)(void), int msecs)
{
	while (!cond() && msecs-- > 0)
		usleep(1000);
	return cond();
}

static void kick_from_threads(int defer)
{
	pthread_t threads[NR_KICKERS];
	long i;

	for (i = 0; i < NR_KICKERS; i++)
		pthread_create(&threads[i], NULL, kicker,
			       defer ? (void *)1 : NULL);
	for (i = 0; i < NR_KICKERS; i++)
		pthread_join(threads[i], NULL);
}

static int overlaps(void)
{
	int i, nr = 0;

	for (i = 0; i < NR_SOURCES; i++)
		nr += sources[i].nr_overlaps;
	return nr;
}

/* A sanitizer may have a thread of its own, from the first thread on. */
static int nr_at_start;

static void *do_nothing(void *arg)
{
	return arg;
}

static void count_at_start(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, do_nothing, NULL);
	pthread_join(thread, NULL);
	nr_at_start = count_threads();
}

static int is_alone(void)
{
	return count_threads() == nr_at_start;
}

/* Two sources that wait for each other need two threads. */
static pthread_barrier_t barrier;

static int meet(struct lkl__work *work)
{
	(void)work;
	pthread_barrier_wait(&barrier);
	return 0;
}

static void test_parallel(void)
{
	struct lkl__work a = { 0 }, b = { 0 };

	pthread_barrier_init(&barrier, NULL, 2);
	lkl__work_add(&a, meet);
	lkl__work_add(&b, meet);
	lkl__work_kick(&a);
	lkl__work_kick(&b);
	lkl__work_run();
	lkl__work_remove(&a);
	lkl__work_remove(&b);
	CHECK(1, "work that blocks does not hold up other work");
}

static int run_thrice(struct lkl__work *work)
{
	return ++to_source(work)->again < 3;
}

static void test_again(void)
{
	struct source source = { 0 };

	lkl__work_add(&source.work, run_thrice);
	CHECK_EQ(lkl__work_kick(&source.work), 1, "a kick says there is work");
	lkl__work_run();
	CHECK_EQ(source.again, 3, "work that asks for it runs again");
}

/* Until it is told to stop, which only others than its caller do. */
static int run_on(struct lkl__work *work)
{
	struct source *source = to_source(work);

	source->done = 1;
	return !__atomic_load_n(&source->again, __ATOMIC_ACQUIRE);
}

static void test_goes_on(void)
{
	struct source source = { 0 };

	lkl__work_add(&source.work, run_on);
	lkl__work_kick(&source.work);
	lkl__work_run();
	CHECK(source.done, "work that goes on is left to a worker");
	__atomic_store_n(&source.again, 1, __ATOMIC_RELEASE);
	lkl__work_remove(&source.work);
}

/* Quick work that kicks other work, quick and not. */
static struct source inner, slow;
static pthread_t quick_thread;

static int run_quick(struct lkl__work *work)
{
	sigset_t blocked;

	to_source(work)->done++;
	quick_thread = pthread_self();
	pthread_sigmask(SIG_BLOCK, NULL, &blocked);
	to_source(work)->nr_overlaps += !sigismember(&blocked, SIGUSR1);
	lkl__work_kick(&inner.work);
	lkl__work_kick(&slow.work);
	lkl__work_defer();
	to_source(work)->nr_overlaps += inner.done != 0;
	return 0;
}

static int count_run(struct lkl__work *work)
{
	to_source(work)->done++;
	return 0;
}

static void test_quick(void)
{
	struct source source = { 0 };

	lkl__work_add(&source.work, run_quick);
	lkl__work_add(&inner.work, count_run);
	lkl__work_add(&slow.work, count_run);
	source.work.quick = true;
	inner.work.quick = true;
	lkl__work_kick(&source.work);
	lkl__work_defer();
	CHECK(source.done == 1 && pthread_equal(quick_thread, pthread_self()),
	      "quick work is done by the thread that defers it");
	CHECK_EQ(source.nr_overlaps, 0,
		 "with signals blocked, and not within other such work");
	CHECK_EQ(inner.done, 1, "but after it");
	CHECK_EQ(slow.done, 0, "other work is left to workers");
	lkl__work_run();
	CHECK_EQ(slow.done, 1, "or to who runs all");
}

int main(void)
{
	int i;

	KTAP_PLAN(18);
	count_at_start();
	for (i = 0; i < NR_SOURCES; i++)
		lkl__work_add(&sources[i].work, source_run);
	test_again();
	test_quick();
	lkl__work_kick(&sources[0].work);
	lkl__work_defer();
	CHECK(is_alone(), "without workers deferred work stays");
	kick_from_threads(0);
	lkl__work_run();
	CHECK(all_done(), "all kicks were followed");
	CHECK_EQ(overlaps(), 0, "a source never ran twice at once");

	CHECK_EQ(lkl__worker_enable(), 0, "workers are enabled");
	test_goes_on();
	kick_from_threads(1);
	CHECK(wait_until(all_done, 5000), "workers did what was deferred");
	CHECK_EQ(overlaps(), 0, "a source never ran twice at once");
	test_parallel();
	CHECK(wait_until(is_alone, 5000), "idle workers end");
	lkl__work_kick(&sources[0].work);
	lkl__work_defer();
	lkl__work_stop();
	CHECK(all_done() && is_alone(), "stopping waits for the workers");
	CHECK_EQ(lkl__cell_trim(), 0, "nothing is left");
	return KTAP_END();
}
