/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Work that devices collect until a host thread without the CPU does it.
 */
#ifndef _LKL_HOST_WORK_H
#define _LKL_HOST_WORK_H

#include <stdbool.h>

/**
 * struct lkl__work - a source of work, such as a virtqueue
 *
 * Embedded in its owner. The states are idle, pending (on the list of what
 * work_run() does) and running, on one thread at a time. A kick of running
 * work makes it pending again as soon as it has returned, so that nothing
 * kicked is ever lost.
 */
struct lkl__work {
	/**
	 * @run: Do the work. Several sources run at once, one source never
	 * does. Return: nonzero to be run again, after other sources.
	 * Context: a host thread on its own stack, CPU not held: it may block,
	 * call foreign code and lkl_trigger_irq(). It may not make system
	 * calls of the kernel, and keeps no errno.
	 */
	int (*run)(struct lkl__work *work);
	/**
	 * @quick: @run neither blocks nor calls foreign code, and is back
	 * within some tens of microseconds. lkl__work_defer() then does it on
	 * the calling thread: a worker takes longer to wake up. Set by the
	 * owner after lkl__work_add().
	 */
	bool quick;
	/* private: */
	struct lkl__work *next;
	unsigned int state;
};

/**
 * lkl__work_add() - make a source of work ready to be kicked
 * @work: zeroed memory of the owner, valid until lkl__work_remove()
 * @run: see struct lkl__work
 */
void lkl__work_add(struct lkl__work *work, int (*run)(struct lkl__work *work));

/**
 * lkl__work_kick() - note that a source has something to do
 * @work: the source
 *
 * What the caller wrote before is seen by @run.
 * Context: any, no block, lock-free: with the CPU held, in a signal handler,
 * from @run itself and from threads of a back end.
 * Return: 1, for operations that tell the kernel of pending work. A caller
 * that is not inside such an operation (a completion thread of a back end)
 * follows with lkl__work_defer().
 */
int lkl__work_kick(struct lkl__work *work);

/**
 * lkl__work_is_idle() - whether a source is neither pending nor running
 *
 * What @run did is seen by the caller then. Context: any, lock-free.
 */
static inline bool lkl__work_is_idle(const struct lkl__work *work)
{
	return !__atomic_load_n(&work->state, __ATOMIC_ACQUIRE);
}

/**
 * lkl__work_remove() - wait until a source neither runs nor will
 * @work: the source; nobody kicks it any more
 *
 * Context: a host thread without the CPU, may block; not from @run.
 */
void lkl__work_remove(struct lkl__work *work);

/**
 * lkl__work_run() - do pending work on the calling thread
 *
 * Work that wants to be run again is left to a worker, if there are any.
 * The work_run() of struct lkl_host_table.
 */
void lkl__work_run(void);

/** lkl__work_run_all() - do pending work until there is none: for workers */
void lkl__work_run_all(void);

/**
 * lkl__work_run_quick() - do on the calling thread the work that is quick
 *
 * Host signals are blocked meanwhile: a handler may leave by siglongjmp(3).
 * Does nothing if called by such work itself.
 * Return: whether other work is pending.
 */
bool lkl__work_run_quick(void);

/**
 * lkl__work_defer() - have a worker thread do the pending work
 *
 * Work that is quick is done by the calling thread.
 * The work_defer() of struct lkl_host_table. Without threads it stays pending
 * for the next lkl__work_run().
 */
void lkl__work_defer(void);

/** lkl__work_set_workers() - say if lkl__work_defer() has somebody to do it */
void lkl__work_set_workers(bool has);

/**
 * lkl__work_stop() - end all workers and wait for them
 *
 * Context: halt; lkl__work_defer() starts no new ones from here on.
 */
void lkl__work_stop(void);

#endif
