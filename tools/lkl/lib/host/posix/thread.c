// SPDX-License-Identifier: GPL-2.0
/*
 * Host threads of the kernel's own.
 */
#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/prctl.h>

#include "host/posix/altstack.h"
#include "host/posix/cell.h"
#include "host/posix/posix.h"
#include "host/posix/thread.h"
#include "host/tsan.h"

/*
 * Stacks are not left to libc, which keeps those of ended threads. libc puts
 * thread-local data of the program there too, and refuses a stack without room
 * for it; then a large one is tried.
 */
#if LKL__TSAN
/* which has that much data for every thread */
#define STACK_BYTES	(2048UL * 1024)
#else
#define STACK_BYTES	(256UL * 1024)
#endif
#define LARGE_BYTES	(8UL * 1024 * 1024)

struct thread {
	void (*fn)(void *arg);
	void *arg;
	pthread_t thread;
	void *stack;
	unsigned long stack_bytes;
};

void lkl__posix_thread_block_signals(sigset_t *old)
{
	sigset_t set;

	sigfillset(&set);
	sigdelset(&set, SIGSEGV);
	sigdelset(&set, SIGBUS);
	sigdelset(&set, SIGFPE);
	sigdelset(&set, SIGILL);
	sigdelset(&set, SIGTRAP);
	pthread_sigmask(SIG_SETMASK, &set, old);
}

static __thread bool is_own;

bool lkl__posix_thread_is_own(void)
{
	return is_own;
}

static void *thread_main(void *arg)
{
	struct thread *thread = arg;
	struct lkl__altstack alt = { 0 };

	/* The slack of its creator would delay every timer by 50 us. */
	prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
	prctl(PR_SET_NAME, "lkl", 0UL, 0UL, 0UL);
	is_own = true;
	lkl__altstack_set(&alt);
	thread->fn(thread->arg);
	lkl__altstack_drop(&alt);
	return NULL;
}

static int start(struct thread *thread)
{
	int saved_errno = errno;
	pthread_attr_t attr;
	sigset_t old;
	int err;

	err = pthread_attr_init(&attr);
	if (err)
		return -err;
	err = pthread_attr_setstack(&attr, thread->stack,
				    thread->stack_bytes);
	if (!err) {
		lkl__posix_thread_block_signals(&old);
		err = pthread_create(&thread->thread, &attr, thread_main,
				     thread);
		pthread_sigmask(SIG_SETMASK, &old, NULL);
	}
	pthread_attr_destroy(&attr);
	errno = saved_errno;
	return -err;
}

static int start_on_stack(struct thread *thread, unsigned long bytes)
{
	int err;

	thread->stack = lkl__posix_stack_map(bytes);
	if (!thread->stack)
		return -ENOMEM;
	thread->stack_bytes = bytes;
	err = start(thread);
	if (err)
		lkl__posix_stack_unmap(thread->stack, bytes);
	return err;
}

unsigned long lkl__posix_thread_create(void (*fn)(void *arg), void *arg)
{
	struct thread *thread = lkl__cell_alloc();
	int err;

	if (!thread)
		return 0;
	thread->fn = fn;
	thread->arg = arg;
	err = start_on_stack(thread, STACK_BYTES);
	if (err == -EINVAL)
		err = start_on_stack(thread, LARGE_BYTES);
	if (!err)
		return (unsigned long)thread;
	lkl__cell_free(thread);
	return 0;
}

void lkl__posix_thread_join(unsigned long handle)
{
	struct thread *thread = (struct thread *)handle;
	int saved_errno = errno;

	pthread_join(thread->thread, NULL);
	errno = saved_errno;
	lkl__posix_stack_unmap(thread->stack, thread->stack_bytes);
	lkl__cell_free(thread);
}
