// SPDX-License-Identifier: GPL-2.0
/*
 * Whether a vector interface could be opened, found out by doing it.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dev/net/raw_host.h"
#include "dev/net/tap_host.h"
#include "host/posix/cancel.h"
#include "um/um.h"

static int try_fd(const char *text)
{
	char *end;
	long fd;

	errno = 0;
	fd = text ? strtol(text, &end, 10) : -1;
	if (fd < 0 || fd > INT_MAX || errno || end == text || *end)
		return -EINVAL;
	return fcntl((int)fd, F_GETFD) < 0 ? -errno : 0;
}

static int try_interface(const char *transport, const char *ifname)
{
	int fd;

	if (!strcmp(transport, "tap"))
		fd = lkl__tap_open(ifname ? ifname : "", 0);
	else if (!ifname)
		fd = -EINVAL;
	else if (!strcmp(transport, "raw"))
		fd = lkl__raw_open(ifname);
	else
		fd = lkl__tap_open(ifname, 0);
	if (fd < 0)
		return fd;
	close(fd);
	return 0;
}

int lkl_um_transport_try(const char *transport, const char *ifname,
			 const char *fd)
{
	int saved_errno = errno, cancel = lkl__cancel_disable(), err = 0;

	if (!strcmp(transport, "fd"))
		err = try_fd(fd);
	else if (!strcmp(transport, "tap") || !strcmp(transport, "raw") ||
		 !strcmp(transport, "hybrid"))
		err = try_interface(transport, ifname);
	lkl__cancel_restore(cancel);
	errno = saved_errno;
	return err;
}
