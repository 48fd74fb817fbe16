/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Host threads as the kernel knows them, and how they get and give the CPU.
 *
 * DOC: who owns the CPU, and what for
 *
 * Kernel code runs on a host thread that owns the CPU. The owner is on its own
 * stack ("home") and starts and resumes contexts from there: whatever task the
 * scheduler made current. A task that schedules away yields home, and the loop
 * in lkl_cpu_dispatch() looks at who is current now:
 *
 *  - a kernel thread, or the caller's own task: run it;
 *  - another host thread's task: run it, too, if it is inside the kernel and
 *    the caller can stay, up to the end of its call; else hand the CPU to that
 *    thread;
 *  - a task out in its program ("user mode": its kernel stack is empty), or the
 *    idle task with nothing to do: let the CPU go, unless something asks for
 *    attention.
 *
 * So the CPU is free either with the idle task current, or with a task current
 * that is out in its program. The next call of that task's thread finds itself
 * current and runs at once; anybody else interrupts it, as a timer would
 * interrupt a program, which puts it to sleep until its thread calls again.
 *
 * A host thread that finds the CPU owned leaves word (lkl_cpu_knock()) and
 * sleeps until its task is scheduled.
 *
 * A thread that sleeps in a call may be in a signal handler of its program
 * when it gets the CPU. If somebody waits for the CPU then, the service thread
 * takes it back after a while and marks the thread HT_AWAY, which is treated
 * as HT_BUSY is.
 *
 * Before it sleeps a host thread does the work that devices have collected,
 * marked HT_BUSY. The CPU is never handed to a busy thread: its task is run by
 * whoever owns the CPU, and the thread is told by HT_DONE.
 */
#ifndef _LKL_HOST_THREAD_H
#define _LKL_HOST_THREAD_H

#include <linux/list.h>
#include <linux/llist.h>
#include <linux/sched.h>
#include <linux/types.h>
#include <asm/context.h>
#include <asm/entry.h>

/*
 * host_thread.go: any thread sets them. The first four end a sleep, and so does
 * HT_AWAY, which comes in the place of HT_CPU. HT_POSTER is the unit of a
 * count.
 */
#define HT_CPU		1	/* it owns the CPU */
#define HT_DONE		2	/* what it waits for is done; it owns nothing */
#define HT_POKE		4	/* look again */
#define HT_STOP		8	/* the kernel has stopped */
#define HT_BUSY		16	/* it is in host code and cannot get the CPU */
#define HT_SLEEPS	32	/* whoever sets a bit must count sem up */
#define HT_AWAY		64	/* it did not take the CPU when it got it */
#define HT_POSTER	128	/* this times those who are about to count up */

/* Of how many calls that others overtook it is known how they ended. */
#define HT_OVERTAKEN	4

/* host_thread.asks: why it is on the list of entries. */
#define HT_ASKS_IN	1	/* run my task */
#define HT_ASKS_INTR	2	/* a host signal interrupts my task */

/**
 * struct host_thread - a host thread; lives in its struct lkl_thread
 * @task: its task; NULL until its first call
 * @sem: where it sleeps
 * @go: HT_* bits and a count, atomic
 * @asks: HT_ASKS_* bits, atomic
 * @entry: on the list of entries while @asks is not 0
 * @newcomer: on the list of those that need a task
 * @all: on the list of all host threads
 * @fn: its call: what its task shall do
 * @no: system call number, if that is the call
 * @params: its parameters; only good until the call has begun
 * @ret: what the call returned
 * @calls: counts the calls that signal handlers made while one slept: a call
 *	that finds another number after sleeping was overtaken
 * @overtaken: of calls that were overtaken, by that number: where they sleep,
 *	and how they ended
 * @frame: where on the stack of its program it sleeps
 * @inside: it is in a call
 * @waits: it is in a call and sleeps
 * @wants: its task has a call to make or to finish; owner of the CPU only
 * @called: the call was begun; owner of the CPU only
 * @finished: another thread made the call, and will set HT_DONE when it has let
 *	the CPU go: until then, nothing else may end the call
 * @interrupted: a host signal interrupts the call; owner of the CPU only
 * @killed: its last task was, while it may still have been on the list of
 *	entries
 * @flush: it took over text to print
 * @work: it took over device work
 * @defer: somebody else has to do that work
 */
struct host_thread {
	struct task_struct *task;
	void *sem;
	unsigned int go;
	unsigned int asks;
	struct llist_node entry;
	struct llist_node newcomer;
	struct hlist_node all;
	void (*fn)(struct host_thread *self);
	long no;
	const long *params;
	long ret;
	unsigned int calls;
	struct {
		unsigned int call;
		void *sem;
		void *frame;
		long ret;
	} overtaken[HT_OVERTAKEN];
	void *frame;
	bool inside;
	bool waits;
	bool wants;
	bool called;
	bool finished;
	bool interrupted;
	bool killed;
	bool flush;
	bool work;
	bool defer;
};

static inline struct host_thread *to_host_thread(struct lkl_thread *thread)
{
	BUILD_BUG_ON(sizeof(struct host_thread) > sizeof(struct lkl_thread));
	return (struct host_thread *)thread;
}

/* host_thread.c: sleeping and being woken */
int lkl_host_thread_init(struct host_thread *ht);
void lkl_host_thread_exit(struct host_thread *ht);
void lkl_host_thread_post(struct host_thread *ht, unsigned int bits);
unsigned int lkl_host_thread_sleep(struct host_thread *ht, u64 deadline_ns,
				   bool *interrupted);
void lkl_host_thread_stop_all(void);
bool lkl_host_thread_revoke(struct host_thread *ht);
int lkl_host_thread_replace(struct host_thread *ht);

/* cpu.c: owning the CPU */
static __always_inline bool lkl_cpu_try_own(void)
{
	struct lkl_cpu *cpu = lkl_this_cpu();

	return !__atomic_exchange_n(&cpu->owned, 1, __ATOMIC_ACQUIRE);
}

bool lkl_cpu_let_go(struct host_thread *self);
void lkl_cpu_hand_over(struct host_thread *self, struct host_thread *to);
bool lkl_cpu_knock(unsigned int attention);
void lkl_cpu_do_work(struct host_thread *self);

/* How the call of @arg, a host thread, runs on its task's stack. */
static inline void lkl_cpu_run_call(void *arg)
{
	struct host_thread *ht = arg;
	struct task_struct *task = ht->task;

	task->thread.user = false;
	ht->fn(ht);
	task->thread.user = true;
}

/* Begin the call of the thread whose task is current and out in its program. */
static __always_inline bool lkl_cpu_begin_call(struct lkl_cpu *cpu,
					       struct host_thread *ht)
{
	ht->called = true;
	return lkl_context_start(cpu, &ht->task->thread.ctx, lkl_cpu_run_call,
				 ht);
}

/**
 * enum lkl_stay - what a thread stays in lkl_cpu_dispatch() for
 * @LKL_LEAVES: it would rather be back in its program: kernel threads are the
 *	service thread's, but it finishes what others have begun to call
 * @LKL_WAITS: its own call sleeps: it runs kernel threads, and finishes what
 *	others have begun to call
 * @LKL_SERVES: it is no thread that makes calls, or serves others, too: it runs
 *	kernel threads, and calls are for their own threads
 * @LKL_LENDS: it has raised an interrupt, and may be a thread that receives
 *	from a device: it serves up to the next tick, after which kernel threads
 *	are the service thread's
 */
enum lkl_stay {
	LKL_LEAVES,
	LKL_WAITS,
	LKL_SERVES,
	LKL_LENDS,
};

/* task.c: on the stack of the current task */
void lkl_task_run(struct lkl_cpu *cpu);
void lkl_task_interrupt(struct lkl_cpu *cpu);

/* dispatch.c: what the owner of the CPU does */
bool lkl_cpu_dispatch(struct host_thread *self, enum lkl_stay stay);
void lkl_cpu_leave(struct host_thread *self);

/* entry.c: waiting for the end of a call */
int lkl_entry_finish(struct host_thread *self, bool owned);

/* hosttask.c: tasks of host threads */
void lkl_hosttask_ask(struct host_thread *ht, unsigned int why);
void lkl_hosttask_admit(void);
void lkl_hosttask_create_loop(void);

#endif
