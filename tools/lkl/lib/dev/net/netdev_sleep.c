// SPDX-License-Identifier: GPL-2.0
/*
 * A program that sends something and sleeps until the answer comes would be
 * woken by the thread of the interface, which was woken by the frame. While
 * such a conversation goes on, the thread that sleeps in the kernel polls the
 * interface itself, and the interface's own thread only sees to it that
 * somebody does: the program may compute, or do something else.
 *
 * Only a thread that sleeps alone does so: with others, nobody would poll when
 * it goes back to its program.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>

#include <asm/host_ops.h>

#include "dev/net/netdev_sleep.h"
#include "dev/net/sleepers.h"
#include "host/posix/cancel.h"
#include "host/posix/posix.h"
#include "host/posix/sleep.h"
#include "host/posix/thread.h"

/* So many short sleeps in a row, that ended by so little, are one. */
#define SLEEPS		8
#define SHORT_NS	300000U
#define FEW_FRAMES	4U

struct lkl__sleepers lkl__sleepers = {
	.lock = PTHREAD_MUTEX_INITIALIZER,
	.wake_fd = -1,
};

void lkl__netdev_sleep_received(struct lkl__virtio_net *vnet, unsigned int nr,
				uint64_t bytes)
{
	struct lkl__netdev *dev =
		(struct lkl__netdev *)((char *)vnet -
				       offsetof(struct lkl__netdev, vnet));

	store(sl.recent, dev);
	__atomic_fetch_add(&sl.nr_frames, nr, __ATOMIC_RELAXED);
	__atomic_fetch_add(&sl.nr_bytes, (unsigned int)bytes,
			   __ATOMIC_RELEASE);
}

static void begin_conversation(void)
{
	struct lkl__netdev *recent;
	sigset_t old;

	lkl__posix_thread_block_signals(&old);
	if (!pthread_mutex_trylock(&sl.lock)) {
		/* may change at any time, but does not go while this is held */
		recent = load(sl.recent);
		if (recent && !sl.dev &&
		    !lkl__virtio_net_sends_bulk(&recent->vnet)) {
			store(sl.wanted, recent);
			lkl__posix_event_raise(recent->wake_fd);
		}
		pthread_mutex_unlock(&sl.lock);
	}
	pthread_sigmask(SIG_SETMASK, &old, NULL);
}

/*
 * Sleep where lkl__sleepers_call() finds it. Who calls counts the semaphore up
 * for that; a count that was meant for the kernel is there, too, then.
 * Return: as lkl__posix_sem_down(); -EAGAIN if called.
 */
static int sleep_callable(void *sem)
{
	int err = -EAGAIN;

	__atomic_store_n(&sl.asleep, sem, __ATOMIC_SEQ_CST);
	if (!__atomic_load_n(&sl.dev, __ATOMIC_SEQ_CST))
		err = lkl__posix_sem_down(sem, LKL_FOREVER);
	if (__atomic_exchange_n(&sl.asleep, NULL, __ATOMIC_SEQ_CST))
		return err;
	if (err)
		while (lkl__posix_sem_down(sem, LKL_FOREVER))
			;
	return err ? err : -EAGAIN;
}

void lkl__sleepers_call(void)
{
	void *sem = __atomic_exchange_n(&sl.asleep, NULL, __ATOMIC_SEQ_CST);

	if (sem)
		lkl__posix_sem_up(sem);
}

static bool may_be_answer(unsigned int frames, unsigned int bytes)
{
	return lkl__sleepers_large(frames, bytes) ||
	       (frames <= FEW_FRAMES && bytes <= LKL__SLEEPERS_BYTES);
}

/* Sleep, and learn from it. */
static int sleep_alone(void *sem)
{
	unsigned int frames = load(sl.nr_frames), bytes = load(sl.nr_bytes);
	uint64_t since_ns = lkl__posix_time_ns();
	int err = sleep_callable(sem);

	if (err == -EAGAIN)
		return err;
	frames = load(sl.nr_frames) - frames;
	bytes = load(sl.nr_bytes) - bytes;
	if (err || !frames || !may_be_answer(frames, bytes) ||
	    lkl__posix_time_ns() - since_ns > SHORT_NS)
		store(sl.streak, 0);
	else if (__atomic_add_fetch(&sl.streak, 1, __ATOMIC_RELAXED) == SLEEPS)
		begin_conversation();
	return err;
}

static int sleep_or_look(void *sem)
{
	int err;

	do {
		err = load(sl.dev) ? lkl__sleepers_look(sem) : -EAGAIN;
		if (err == -EAGAIN)
			err = sleep_alone(sem);
	} while (err == -EAGAIN);
	return err;
}

/* Another one looks, and would leave us alone. */
static int sleep_with_others(void *sem)
{
	if (load(sl.dev) && !load(sl.leave)) {
		store(sl.leave, true);
		lkl__sleepers_wake(NULL);
	}
	return lkl__posix_sem_down(sem, LKL_FOREVER);
}

/*
 * A call that a signal handler makes, or has left by siglongjmp(3), counts as a
 * sleeper for good in the latter case: programs that do so do without.
 */
static int sleep_counted(void *sem)
{
	int err;

	if (!__atomic_fetch_add(&sl.nr, 1, __ATOMIC_SEQ_CST))
		err = sleep_or_look(sem);
	else
		err = sleep_with_others(sem);
	__atomic_fetch_sub(&sl.nr, 1, __ATOMIC_SEQ_CST);
	return err;
}

/*
 * ppoll(2) and readv(2) are cancellation points, and the calls that sleep here
 * are none.
 */
static int sleep_instead(void *sem)
{
	int cancel, err;

	if (lkl__sleepers_in_look())
		return lkl__posix_sem_down(sem, LKL_FOREVER);
	cancel = lkl__cancel_disable();
	err = sleep_counted(sem);
	lkl__cancel_restore(cancel);
	return err;
}

int lkl__netdev_sleep_init(void)
{
	if (sl.wake_fd < 0) {
		sl.wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
		if (sl.wake_fd < 0)
			return -errno;
	}
	lkl__posix_sleep_instead(sleep_instead);
	return 0;
}
