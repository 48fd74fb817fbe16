// SPDX-License-Identifier: GPL-2.0
/*
 * Functions of libc as the host halves of drivers have them, which call them on
 * threads of the program that are in the middle of a system call, and own the
 * CPU: no thread is cancelled there, no signal is raised that the program did
 * not ask for, and what a program executes does not inherit what was opened.
 *
 * Objects of the host halves refer to these, see drivers/um-host/lkl/host.mk.
 */
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host/posix/cancel.h"
#include "um/um.h"

/* Define a function that is libc's but for being no cancellation point. */
#define UNCANCELLED(type, name, params, args)		\
type lkl_um_##name params;				\
type lkl_um_##name params				\
{							\
	int old = lkl__cancel_disable();		\
	type ret = name args;				\
							\
	lkl__cancel_restore(old);			\
	return ret;					\
}

UNCANCELLED(int, close, (int fd), (fd))
UNCANCELLED(ssize_t, read, (int fd, void *buf, size_t n), (fd, buf, n))
UNCANCELLED(ssize_t, readv, (int fd, const struct iovec *v, int nr),
	    (fd, v, nr))
UNCANCELLED(ssize_t, pread, (int fd, void *buf, size_t n, off_t at),
	    (fd, buf, n, at))
UNCANCELLED(ssize_t, pwrite, (int fd, const void *buf, size_t n, off_t at),
	    (fd, buf, n, at))
UNCANCELLED(int, fsync, (int fd), (fd))
UNCANCELLED(int, fdatasync, (int fd), (fd))
UNCANCELLED(int, epoll_wait, (int fd, struct epoll_event *events, int max,
			      int timeout), (fd, events, max, timeout))
UNCANCELLED(pid_t, waitpid, (pid_t pid, int *status, int flags),
	    (pid, status, flags))
UNCANCELLED(int, recvmmsg, (int fd, struct mmsghdr *messages, unsigned int nr,
			    int flags, struct timespec *timeout),
	    (fd, messages, nr, flags, timeout))
UNCANCELLED(int, getaddrinfo, (const char *node, const char *service,
			       const struct addrinfo *hints,
			       struct addrinfo **result),
	    (node, service, hints, result))

/* A terminal does not become the program's for being opened. */
static int open_file(const char *path, int flags, mode_t mode)
{
	int old = lkl__cancel_disable();
	int fd = open(path, flags | O_CLOEXEC | O_NOCTTY, mode);

	lkl__cancel_restore(old);
	return fd;
}

int lkl_um_open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list ap;

	va_start(ap, flags);
	if (flags & O_CREAT)
		mode = va_arg(ap, mode_t);
	va_end(ap);
	return open_file(path, flags, mode);
}

/* Files are as large by one name as by the other. */
#define SAME(name, other)	\
typeof(lkl_um_##other) lkl_um_##name __attribute__((alias("lkl_um_" #other)))

SAME(open64, open);
SAME(pread64, pread);
SAME(pwrite64, pwrite);

int lkl_um_mkstemp(char *template)
{
	int old = lkl__cancel_disable();
	int fd = mkostemp(template, O_CLOEXEC);

	lkl__cancel_restore(old);
	return fd;
}

int lkl_um_eventfd(unsigned int value, int flags)
{
	return eventfd(value, flags | EFD_CLOEXEC);
}

int lkl_um_epoll_create(int size)
{
	(void)size;
	return epoll_create1(EPOLL_CLOEXEC);
}

/* Of a pipe that nobody reads; for a socket there is MSG_NOSIGNAL. */
static void take_sigpipe(const sigset_t *sigpipe)
{
	static const struct timespec now;
	int saved_errno = errno;

	sigtimedwait(sigpipe, NULL, &now);
	errno = saved_errno;
}

ssize_t lkl_um_writev(int fd, const struct iovec *v, int nr)
{
	int cancel = lkl__cancel_disable();
	sigset_t sigpipe, old;
	ssize_t n;

	sigemptyset(&sigpipe);
	sigaddset(&sigpipe, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &sigpipe, &old);
	n = writev(fd, v, nr);
	if (n < 0 && errno == EPIPE)
		take_sigpipe(&sigpipe);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	lkl__cancel_restore(cancel);
	return n;
}

ssize_t lkl_um_write(int fd, const void *buf, size_t n)
{
	struct iovec v = { .iov_base = (void *)buf, .iov_len = n };

	return lkl_um_writev(fd, &v, 1);
}
