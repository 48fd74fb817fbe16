// SPDX-License-Identifier: GPL-2.0
/*
 * Waking whoever polls an eventfd.
 */
#include <errno.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "host/posix/posix.h"

/*
 * Not by eventfd_write(3), where a thread that pthread_cancel(3) is called for
 * would end: with the CPU owned, perhaps.
 */
void lkl__posix_event_raise(int fd)
{
	int saved_errno = errno;
	uint64_t one = 1;

	syscall(SYS_write, fd, &one, sizeof(one));
	errno = saved_errno;
}
