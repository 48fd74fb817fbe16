// SPDX-License-Identifier: GPL-2.0
/*
 * Standard streams that are closed.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "copy/streams.h"

/*
 * A file that is opened must not become a standard stream. What is opened in
 * place of one fails as the closed one would.
 */
void streams_fill(void)
{
	int fd;

	for (fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			open("/dev/null", fd ? O_RDONLY : O_WRONLY);
}
