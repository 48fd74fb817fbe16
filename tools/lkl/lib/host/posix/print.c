// SPDX-License-Identifier: GPL-2.0
/*
 * Console output and the end of the kernel, as lkl_host_ops has them.
 */
#include <errno.h>
#include <unistd.h>

#include "host/posix/public.h"

/* Standard output belongs to the program. What cannot be written is lost. */
void lkl__posix_print(const char *str, int len)
{
	ssize_t done;

	while (len > 0) {
		done = write(STDERR_FILENO, str, (size_t)len);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return;
		str += done;
		len -= (int)done;
	}
}

/* Calls into the kernel fail from now on; the program decides what to do. */
void lkl__posix_panic(void)
{
}
