// SPDX-License-Identifier: GPL-2.0
/*
 * How host threads sleep and are woken.
 */
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/list.h>

#include <asm/host.h>

#include "host_thread.h"

/*
 * A few looks at bits that another thread is about to set are cheap next to a
 * sleep; but the two may share a processor, so do not look for long.
 */
#define LOOKS	64

#define NAP_NS	50000

#define HT_GO	(HT_CPU | HT_DONE | HT_POKE | HT_STOP | HT_AWAY)

/* All of them; the list is for lkl_host_thread_stop_all(). */
static HLIST_HEAD(all);
static unsigned int all_locked;

static void lock_all(void)
{
	while (__atomic_exchange_n(&all_locked, 1, __ATOMIC_ACQUIRE))
		;
}

static void unlock_all(void)
{
	__atomic_store_n(&all_locked, 0, __ATOMIC_RELEASE);
}

int lkl_host_thread_init(struct host_thread *ht)
{
	ht->sem = host_has_threads() ? host_sem_alloc() : ht;
	if (!ht->sem)
		return -ENOMEM;
	lock_all();
	hlist_add_head(&ht->all, &all);
	unlock_all();
	return 0;
}

/*
 * Who has set a bit may still be about to count the semaphore up, though its
 * thread has gone on in a signal handler: it must not be gone before that.
 * Which takes no time, unless who does so is interrupted itself; @sem is for a
 * nap.
 */
static void wait_for_posters(struct host_thread *ht, void *sem)
{
	while (__atomic_load_n(&ht->go, __ATOMIC_ACQUIRE) >= HT_POSTER)
		host_sem_down(sem, host_time_ns() + NAP_NS);
}

static void free_overtaken(struct host_thread *ht)
{
	int i;

	for (i = 0; i < HT_OVERTAKEN; i++)
		if (ht->overtaken[i].sem)
			host_sem_free(ht->overtaken[i].sem);
}

void lkl_host_thread_exit(struct host_thread *ht)
{
	lock_all();
	hlist_del(&ht->all);
	unlock_all();
	if (host_has_threads()) {
		wait_for_posters(ht, ht->sem);
		free_overtaken(ht);
		host_sem_free(ht->sem);
	}
	ht->sem = NULL;
}

/* Have every call that sleeps end; who is not in one finds nothing to do. */
void lkl_host_thread_stop_all(void)
{
	struct host_thread *ht;

	lock_all();
	hlist_for_each_entry(ht, &all, all)
		lkl_host_thread_post(ht, HT_STOP);
	unlock_all();
}

/*
 * HT_AWAY stands in for HT_CPU at once: the semaphore has been counted up for
 * that, if the thread slept, and must not be for what comes next.
 */
static bool take_back(struct host_thread *ht)
{
	unsigned int old = __atomic_load_n(&ht->go, __ATOMIC_RELAXED);

	do {
		if (!(old & HT_CPU))
			return false;
	} while (!__atomic_compare_exchange_n(&ht->go, &old,
					      (old & ~HT_CPU) | HT_AWAY, true,
					      __ATOMIC_ACQ_REL,
					      __ATOMIC_RELAXED));
	return true;
}

/*
 * Take the CPU back from a thread that has not taken it; false if it has. The
 * list tells whether the thread still exists.
 */
bool lkl_host_thread_revoke(struct host_thread *which)
{
	struct host_thread *ht;
	bool revoked;

	lock_all();
	hlist_for_each_entry(ht, &all, all)
		if (ht == which)
			break;
	revoked = ht && take_back(ht);
	unlock_all();
	return revoked;
}

/*
 * The first bit that a sleeping thread gets counts its semaphore up; the thread
 * may not end before that.
 */
void lkl_host_thread_post(struct host_thread *ht, unsigned int bits)
{
	unsigned int old = __atomic_load_n(&ht->go, __ATOMIC_RELAXED);
	unsigned int poster;

	do {
		poster = (old & HT_SLEEPS) && !(old & HT_GO) ? HT_POSTER : 0;
	} while (!__atomic_compare_exchange_n(&ht->go, &old,
					      (old | bits) + poster, true,
					      __ATOMIC_ACQ_REL,
					      __ATOMIC_RELAXED));
	if (!poster)
		return;
	host_sem_up(ht->sem);
	__atomic_fetch_sub(&ht->go, poster, __ATOMIC_RELEASE);
}

/*
 * Returns HT_* bits, and clears them; none if @deadline_ns has come or, with
 * @interrupted set, a host signal was handled. None, too, if the CPU was taken
 * back meanwhile: the caller is not away any more. And none if a signal handler
 * has gone on in place of the caller, with another semaphore.
 */
unsigned int lkl_host_thread_sleep(struct host_thread *ht, u64 deadline_ns,
				   bool *interrupted)
{
	void *sem = ht->sem;
	unsigned int bits;
	int i, ret;

	for (i = 0; i < LOOKS; i++) {
		if (__atomic_load_n(&ht->go, __ATOMIC_RELAXED) & HT_GO)
			goto out;
	}

	bits = __atomic_fetch_or(&ht->go, HT_SLEEPS, __ATOMIC_ACQ_REL);
	if (bits & HT_GO)
		goto out;

	/* what a signal handler finds here, it may take over */
	ht->frame = __builtin_frame_address(0);
	WRITE_ONCE(ht->waits, true);
	ret = host_sem_down(sem, deadline_ns);
	if (READ_ONCE(ht->sem) != sem)
		return 0;
	WRITE_ONCE(ht->waits, false);
	if (ret) {
		*interrupted = ret == -EINTR;
		bits = __atomic_fetch_and(&ht->go, ~HT_SLEEPS,
					  __ATOMIC_ACQ_REL);
		/* who set bits while we were leaving has counted up */
		if (bits & HT_GO)
			while (host_sem_down(sem, LKL_FOREVER))
				;
	}
out:
	bits = __atomic_fetch_and(&ht->go, ~(HT_GO | HT_SLEEPS),
				  __ATOMIC_ACQ_REL);
	return bits & (HT_GO & ~HT_AWAY);
}

/*
 * The oldest of the calls that were overtaken. If it is further up the stack
 * than the one that sleeps now, it may go on to sleep when all handlers are
 * done, and keeps its semaphore for good. If not, a handler left it, and nobody
 * needs that but who is about to count it up. Alternate signal stacks, mapped
 * or allocated after the thread's own or static, are further down.
 */
static void drop_overtaken(struct host_thread *ht, unsigned int i, void *sem)
{
	if (!ht->overtaken[i].sem || ht->overtaken[i].frame > ht->frame)
		return;
	wait_for_posters(ht, sem);
	host_sem_free(ht->overtaken[i].sem);
}

/*
 * In a signal handler of a thread that sleeps: go on in its place, with a
 * semaphore of our own. Who sets bits from here on uses that, or has found the
 * thread awake. The old one is kept for a while: who found the thread asleep
 * may be about to count it up.
 */
int lkl_host_thread_replace(struct host_thread *ht)
{
	unsigned int i = ht->calls % HT_OVERTAKEN;
	void *sem = host_sem_alloc();

	if (!sem)
		return -ENOMEM;
	drop_overtaken(ht, i, sem);
	WRITE_ONCE(ht->waits, false);
	__atomic_fetch_and(&ht->go, ~HT_SLEEPS, __ATOMIC_ACQ_REL);
	ht->overtaken[i].sem = ht->sem;
	ht->overtaken[i].frame = ht->frame;
	ht->overtaken[i].call = ht->calls;
	WRITE_ONCE(ht->sem, sem);
	WRITE_ONCE(ht->calls, ht->calls + 1);
	return 0;
}
