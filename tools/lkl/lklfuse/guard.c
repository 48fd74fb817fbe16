// SPDX-License-Identifier: GPL-2.0
/*
 * A process that outlives the one that serves a mount point, so that no dead
 * one is left behind when that is killed.
 *
 * It reads from a pipe that only the serving process has the other end of: that
 * this is about to mount, then the device number of the mount, then the end. A
 * mount point that still is this device and answers that its server is gone is
 * detached; a live one, or one of somebody else, never is. Who is about to
 * mount has found the mount point alive, so that a dead one is its own.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "lklfuse/unmount.h"

#define TRIES		300
#define PAUSE_NS	10000000

/* Of the serving process. */
static int guard = -1;

/* Attributes may be cached; this is always asked of the server. */
static int is_dead(const char *mountpoint)
{
	struct statvfs st;

	return statvfs(mountpoint, &st) &&
	       (errno == ENOTCONN || errno == ECONNABORTED);
}

/* The end of the pipe comes before the end of the connection. */
static void clean_up(const char *mountpoint, dev_t dev)
{
	struct timespec pause = { .tv_nsec = PAUSE_NS };
	struct stat st;
	int i;

	for (i = 0; i < TRIES; i++) {
		if (is_dead(mountpoint)) {
			unmount(mountpoint);
			return;
		}
		if (!stat(mountpoint, &st) && dev != GUARD_MOUNTING &&
		    st.st_dev != dev)
			return;
		nanosleep(&pause, NULL);
	}
}

static void close_all_but(int fd)
{
	if (fd > 0)
		close_range(0, fd - 1, 0);
	close_range(fd + 1, ~0U, 0);
}

static void __attribute__((noreturn)) watch(int fd, const char *mountpoint)
{
	dev_t dev = GUARD_NOTHING;
	ssize_t got;

	setsid();
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	prctl(PR_SET_NAME, "lklfuse-guard");
	if (chdir("/"))
		_exit(1);
	close_all_but(fd);
	while ((got = read(fd, &dev, sizeof(dev))) != 0) {
		if (got < 0 && errno != EINTR)
			_exit(1);
	}
	if (dev == GUARD_NOTHING)
		_exit(0);
	clean_up(mountpoint, dev);
	_exit(0);
}

int guard_start(const char *mountpoint)
{
	int ends[2], err = 0;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC))
		return -errno;
	child = fork();
	if (child < 0)
		err = -errno;
	if (!child) {
		close(ends[1]);
		watch(ends[0], mountpoint);
	}
	close(ends[0]);
	if (err)
		close(ends[1]);
	else
		guard = ends[1];
	return err;
}

void guard_tell(dev_t dev)
{
	/* Without a guard the mount is as good, but for kill -9. */
	if (guard < 0 || write(guard, &dev, sizeof(dev)) == sizeof(dev))
		return;
	close(guard);
	/* The number is soon that of something else. */
	guard = -1;
}
