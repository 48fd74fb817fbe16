// SPDX-License-Identifier: GPL-2.0
/*
 * A thread that sleeps in the kernel polls the interface, and takes its frames,
 * until there is what it waits for or the conversation ends.
 */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>

#include "dev/net/net_fd.h"
#include "dev/net/sleepers.h"
#include "host/posix/posix.h"
#include "host/posix/sleep.h"
#include "host/posix/thread.h"

/* The calling thread looks, for this semaphore. */
static __thread void *looks_for;

bool lkl__sleepers_in_look(void)
{
	return looks_for;
}

void lkl__sleepers_wake(void *sem)
{
	if (!sem || sem != looks_for)
		lkl__posix_event_raise(sl.wake_fd);
}

/* With the lock. Returns false if the conversation has ended. */
static bool receive(struct lkl__netdev *dev)
{
	unsigned int frames = load(sl.nr_frames), bytes = load(sl.nr_bytes);
	int got = lkl__virtio_net_receive(&dev->vnet, 0);

	if (lkl__virtio_net_sends_bulk(&dev->vnet))
		return false;
	frames = load(sl.nr_frames) - frames;
	bytes = load(sl.nr_bytes) - bytes;
	if (lkl__sleepers_large(frames, bytes))
		return got == LKL__NET_EMPTY || got == LKL__NET_MORE;
	return got == LKL__NET_EMPTY && bytes <= LKL__SLEEPERS_BYTES;
}

/*
 * With the lock. A deadline would cost a timer each time; the interface's
 * thread ends a look that takes too long. Returns whether the count of @sem was
 * taken.
 */
static bool look(struct lkl__netdev *dev, void *sem, bool *ended)
{
	struct pollfd pfd[2] = {
		{ .fd = ((struct lkl__net_fd *)dev->net)->rx[0],
		  .events = POLLIN },
		{ .fd = sl.wake_fd, .events = POLLIN },
	};
	eventfd_t count;

	do {
		*ended = load(sl.leave) || ppoll(pfd, 2, NULL, NULL) < 0;
		if (!*ended && pfd[0].revents)
			*ended = !receive(dev);
		if (!*ended && pfd[1].revents)
			eventfd_read(sl.wake_fd, &count);
		if (lkl__posix_sem_poll(sem))
			return true;
	} while (!*ended);
	return lkl__posix_sem_poll_end(sem);
}

/* With the lock. The interface's thread goes on. */
void lkl__sleepers_end(void)
{
	struct lkl__netdev *dev = sl.dev;

	store(sl.dev, NULL);
	store(sl.streak, 0);
	store(dev->vnet.attended, false);
	lkl__netdev_wake(&dev->vnet);
}

static bool look_locked(void *sem)
{
	struct lkl__netdev *dev = sl.dev;
	bool taken, ended = false;

	if (!dev)
		return false;
	looks_for = sem;
	taken = lkl__posix_sem_poll_begin(sem, lkl__sleepers_wake) ||
		look(dev, sem, &ended);
	__atomic_fetch_add(&sl.looks, 1, __ATOMIC_RELAXED);
	looks_for = NULL;
	if (ended)
		lkl__sleepers_end();
	return taken;
}

/* Signals that wait have a handler that would end a sleep of the host. */
static bool interrupts(const sigset_t *old)
{
	struct sigaction act;
	sigset_t waiting;
	int sig;

	sigpending(&waiting);
	for (sig = 1; sig < NSIG; sig++) {
		if (sigismember(&waiting, sig) != 1 ||
		    sigismember(old, sig) || sigaction(sig, NULL, &act))
			continue;
		if (act.sa_handler != SIG_IGN && act.sa_handler != SIG_DFL &&
		    !(act.sa_flags & SA_RESTART))
			return true;
	}
	return false;
}

/* A handler could leave with the lock, or call, so there are none meanwhile. */
int lkl__sleepers_look(void *sem)
{
	bool taken, interrupted;
	sigset_t old;

	lkl__posix_thread_block_signals(&old);
	pthread_mutex_lock(&sl.lock);
	taken = look_locked(sem);
	pthread_mutex_unlock(&sl.lock);
	interrupted = !taken && interrupts(&old);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (taken)
		return 0;
	return interrupted ? -EINTR : -EAGAIN;
}
