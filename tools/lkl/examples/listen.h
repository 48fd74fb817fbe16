/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A TCP socket of the kernel that waits for connections, for the servers here.
 */
#include <arpa/inet.h>
#include <lkl.h>

/* Return: the socket, or -errno. */
static inline long listen_on(unsigned short port)
{
	struct lkl_sockaddr_in in = {
		.sin_family = LKL_AF_INET,
		.sin_port = htons(port),
	};
	long fd, err;

	fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, 0);
	if (fd < 0)
		return fd;
	err = lkl_sys_bind(fd, (void *)&in, sizeof(in));
	if (!err)
		err = lkl_sys_listen(fd, 128);
	return err ? err : fd;
}
