// SPDX-License-Identifier: GPL-2.0
/*
 * To be preloaded: the first read of an image by a thread other than the first
 * takes SLOW_DISK_S seconds, and leaves the file SLOW_DISK_DONE.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/uio.h>
#include <unistd.h>

static void take_time(void)
{
	static int has_come;
	int fd;

	if (gettid() == getpid() ||
	    __atomic_exchange_n(&has_come, 1, __ATOMIC_RELAXED))
		return;
	sleep((unsigned int)atoi(getenv("SLOW_DISK_S")));
	fd = open(getenv("SLOW_DISK_DONE"), O_CREAT | O_WRONLY, 0600);
	if (fd >= 0)
		close(fd);
}

ssize_t preadv(int fd, const struct iovec *iov, int nr, off_t offset)
{
	ssize_t (*next)(int fd, const struct iovec *iov, int nr, off_t offset);

	*(void **)&next = dlsym(RTLD_NEXT, "preadv");
	take_time();
	return next(fd, iov, nr, offset);
}
