// SPDX-License-Identifier: GPL-2.0
/*
 * The calling host thread: its calls into the kernel, and its end.
 */
#include <errno.h>
#include <pthread.h>
#include <string.h>

#include <asm/entry.h>
#include <lkl_boot.h>

#include "host/posix/altstack.h"
#include "host/posix/cell.h"
#include "host/posix/thread.h"
#include "internal.h"
#include "self.h"
#include "um/errno.h"

/*
 * What the kernel knows of a thread is not in the thread's own memory: the end
 * of one that leaves without a word leaves a task behind then, and not a kernel
 * that writes to what has become another thread's.
 */
static struct lkl__cells threads = { .bytes = sizeof(struct lkl_thread) };

/*
 * A thread is enrolled while its epoch is the current one. Whatever threads
 * have to do before their next call advances the epoch; so calls check for all
 * of it by one comparison. Epoch 0 is that of threads that made no call.
 */
static __thread struct self {
	struct lkl_thread *thread;
	/* if it began to call before lkl_init(), or there was no memory */
	struct lkl_thread spare;
	unsigned int epoch;
	int *errno_at;
	struct lkl__altstack altstack;
} self;

/* Written by lkl_init(), lkl_cleanup(), lkl_handle_faults(); read by all. */
static unsigned int epoch = 1;
static int is_open, altstacks;
static pthread_key_t end_key;

static void next_epoch(void)
{
	if (!__atomic_add_fetch(&epoch, 1, __ATOMIC_RELEASE))
		__atomic_add_fetch(&epoch, 1, __ATOMIC_RELEASE);
}

/*
 * Once for each thread. A signal handler may do it in between, and then has.
 * In a child of fork(), the lock of the cells may be taken for good.
 */
static void add_thread(struct self *me)
{
	struct lkl_thread *mine = NULL, *other = NULL;

	if (__atomic_load_n(&is_open, __ATOMIC_ACQUIRE))
		mine = lkl__cells_alloc(&threads);
	if (!__atomic_compare_exchange_n(&me->thread, &other,
					 mine ? mine : &me->spare,
					 0, __ATOMIC_RELAXED,
					 __ATOMIC_RELAXED) && mine)
		lkl__cells_free(&threads, mine);
}

static void forget(struct self *me)
{
	struct lkl_thread *thread = me->thread;

	lkl__altstack_drop(&me->altstack);
	if (thread && thread != &me->spare)
		lkl__cells_free(&threads, thread);
	memset(me, 0, sizeof(*me));
}

/*
 * Destructors that run later may make calls, and enroll the thread again.
 * Signal handlers must not: one that runs after the last destructor would have
 * the kernel know a thread that is gone.
 */
static void thread_ends(void *arg)
{
	struct self *me = arg;

	lkl__posix_thread_block_signals(NULL);
	lkl_end_thread(me->thread);
	forget(me);
}

static void enroll(struct self *me)
{
	unsigned int now = __atomic_load_n(&epoch, __ATOMIC_ACQUIRE);

	me->errno_at = &errno;
	if (!me->thread)
		add_thread(me);
	/* Not enrolled before lkl_init() or without memory: tried again. */
	if (!__atomic_load_n(&is_open, __ATOMIC_ACQUIRE))
		return;
	if (pthread_setspecific(end_key, me))
		return;
	if (__atomic_load_n(&altstacks, __ATOMIC_ACQUIRE))
		lkl__altstack_set(&me->altstack);
	me->epoch = now;
}

/* Inline: system calls of the kernel are not much longer. */
static inline __attribute__((always_inline)) struct self *get_self(void)
{
	struct self *me = &self;

	if (__builtin_expect(me->epoch !=
			     __atomic_load_n(&epoch, __ATOMIC_RELAXED), 0))
		enroll(me);
	return me;
}

struct lkl_thread *lkl__self(void)
{
	return get_self()->thread;
}

long lkl_syscall(long no, long *params)
{
	struct self *me = get_self();
	int saved_errno = lkl__um_errno(me->errno_at);
	long ret = lkl_call(me->thread, no, params);

	lkl__um_errno_restore(me->errno_at, saved_errno);
	return ret;
}

unsigned long long lkl_run(void)
{
	struct self *me = get_self();
	int saved_errno = lkl__um_errno(me->errno_at);
	unsigned long long ret = lkl_run_cpu(me->thread);

	lkl__um_errno_restore(me->errno_at, saved_errno);
	return ret;
}

int lkl__self_open(void)
{
	if (is_open)
		return 0;
	if (pthread_key_create(&end_key, thread_ends))
		return -ENOMEM;
	__atomic_store_n(&is_open, 1, __ATOMIC_RELEASE);
	next_epoch();
	return 0;
}

/* Returns 0 if there was nothing to stop. */
static int stop_enrolling(void)
{
	if (!is_open)
		return 0;
	__atomic_store_n(&is_open, 0, __ATOMIC_RELEASE);
	pthread_key_delete(end_key);
	lkl__altstack_drop(&self.altstack);
	return 1;
}

void lkl__self_close(void)
{
	if (!stop_enrolling())
		return;
	forget(&self);
	lkl__cells_trim(&threads);
	next_epoch();
}

void lkl__self_abandon(void)
{
	if (!stop_enrolling())
		return;
	memset(&self, 0, sizeof(self));
	next_epoch();
}

void lkl__self_altstacks(int on)
{
	__atomic_store_n(&altstacks, on, __ATOMIC_RELEASE);
	if (!on)
		lkl__altstack_drop(&self.altstack);
	next_epoch();
}
