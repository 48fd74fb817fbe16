// SPDX-License-Identifier: GPL-2.0
/*
 * Writing without sleeping in write().
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "copy/channel.h"
#include "copy/stop.h"

/* How long it takes to see that the program is to stop. */
#define MOMENT_MS 100

/* What else has nobody at its other end will not get somebody. */
static int waits_for_reader(int at, const char *path)
{
	struct stat st;

	return errno == ENXIO && !fstatat(at, path, &st, 0) &&
	       S_ISFIFO(st.st_mode);
}

int channel_open(int at, const char *path)
{
	int fd, err;

	while (!stop_wanted()) {
		fd = openat(at, path, O_WRONLY | O_NONBLOCK | O_NOCTTY |
			    O_CLOEXEC);
		if (fd >= 0)
			return fd;
		err = -errno;
		if (err != -EINTR && !waits_for_reader(at, path))
			return err;
		poll(NULL, 0, MOMENT_MS);
	}
	return -EINTR;
}

/* A pipe is opened anew, to sleep as before where others have it. */
int channel_dup(int fd)
{
	char path[32];
	struct stat st;
	int dup = -1;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (!fstat(fd, &st) && S_ISFIFO(st.st_mode))
		dup = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
	if (dup < 0)
		dup = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	return dup < 0 ? -errno : dup;
}

static int wait_for_room(int fd)
{
	struct pollfd room = { .fd = fd, .events = POLLOUT };

	return poll(&room, 1, MOMENT_MS) < 0 && errno != EINTR ? -errno : 0;
}

int channel_write(int fd, const void *data, size_t bytes)
{
	const char *at = data;
	ssize_t put;
	int err = 0;

	while (bytes && !err) {
		put = write(fd, at, bytes);
		if (put >= 0) {
			at += put;
			bytes -= put;
		} else if (errno == EAGAIN) {
			err = wait_for_room(fd);
		} else if (errno != EINTR) {
			err = -errno;
		}
		if (bytes && !err && stop_wanted())
			err = -EINTR;
	}
	return err;
}

/* Pipes and some devices have nothing to be synced. */
int channel_sync(int fd)
{
	return fsync(fd) && errno != EINVAL && errno != EROFS ? -errno : 0;
}
