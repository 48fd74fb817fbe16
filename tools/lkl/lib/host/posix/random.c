// SPDX-License-Identifier: GPL-2.0
/*
 * Entropy for the kernel's random number generator.
 */
#include <errno.h>
#include <sys/random.h>

#include "host/posix/posix.h"

unsigned long lkl__posix_random(void *buf, unsigned long len)
{
	int saved_errno = errno;
	unsigned long done = 0;
	ssize_t ret;

	while (done < len) {
		ret = getrandom((char *)buf + done, len - done, GRND_NONBLOCK);
		if (ret > 0)
			done += (unsigned long)ret;
		else if (errno != EINTR)
			break;
	}
	errno = saved_errno;
	return done;
}
