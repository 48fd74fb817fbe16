// SPDX-License-Identifier: GPL-2.0
/*
 * Streams that are found by the names of files: fifos, and passt's socket.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "dev/net/net_fd.h"

/*
 * For reading and writing: neither waits for the other end, nor sees its
 * coming and going as an end.
 */
static int open_fifo(const char *path)
{
	int fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return -errno;
	if (!fstat(fd, &st) && S_ISFIFO(st.st_mode))
		return fd;
	close(fd);
	return -EINVAL;
}

static int open_fifos(const char *rx_name, const char *tx_name, bool vnet_hdr,
		      struct lkl__net **net)
{
	int rx, tx, err;

	rx = open_fifo(rx_name);
	if (rx < 0)
		return rx;
	tx = open_fifo(tx_name);
	err = tx < 0 ? tx :
	      lkl__net_open_stream(rx, tx, vnet_hdr, true, net);
	if (!err)
		return 0;
	if (tx >= 0)
		close(tx);
	close(rx);
	return err;
}

int lkl__net_open_pipe(const char *names, bool vnet_hdr,
		       struct lkl__net **net)
{
	char *rx_name = strdup(names), *tx_name;
	int err = -EINVAL;

	if (!rx_name)
		return -ENOMEM;
	tx_name = strchr(rx_name, '|');
	if (tx_name) {
		*tx_name++ = '\0';
		err = open_fifos(rx_name, tx_name, vnet_hdr, net);
	}
	free(rx_name);
	return err;
}

int lkl__net_open_passt(const char *path, struct lkl__net **net)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd, err;

	if (strlen(path) >= sizeof(addr.sun_path))
		return -ENAMETOOLONG;
	strcpy(addr.sun_path, path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	if (connect(fd, (struct sockaddr *)&addr, sizeof(addr)))
		err = -errno;
	else
		err = lkl__net_open_stream(fd, fd, false, true, net);
	if (err)
		close(fd);
	return err;
}
