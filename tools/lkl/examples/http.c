// SPDX-License-Identifier: GPL-2.0
/*
 * A web server that serves files out of a disk image, over a network stack of
 * its own: neither the files nor the port are the host's.
 *
 * usage: http IMAGE CONFIG	CONFIG is a file as lkl_config(5) says
 */
#include <stdio.h>
#include <string.h>

#include "listen.h"

#define NAME_BYTES	512

/* "GET /name HTTP/1.1" to the name of a file below the mount point. */
static int file_of(char *request, const char *mnt, char *path)
{
	char *end = strpbrk(request + 4, " ?\r\n");

	if (strncmp(request, "GET /", 5) || strstr(request, "..") || !end)
		return -LKL_EINVAL;
	*end = '\0';
	return snprintf(path, NAME_BYTES, "%s%s", mnt, request + 4);
}

static void send_file(int fd, const char *path)
{
	char header[128];
	struct lkl_stat st;
	long file, left, ret;

	file = lkl_sys_open(path, LKL_O_RDONLY, 0);
	if (file < 0 || lkl_sys_fstat(file, &st)) {
		lkl_sys_send(fd, "HTTP/1.0 404 No such file\r\n\r\n", 29, 0);
		return;
	}
	ret = snprintf(header, sizeof(header), "HTTP/1.0 200 OK\r\n"
		       "Content-Length: %ld\r\n\r\n", (long)st.st_size);
	lkl_sys_send(fd, header, ret, 0);
	/* From the file system to the network, without the program. */
	for (left = st.st_size; left > 0; left -= ret) {
		ret = lkl_sys_sendfile64(fd, file, NULL, left);
		if (ret <= 0)
			break;
	}
	lkl_sys_close(file);
}

static void answer(int fd, const char *mnt)
{
	char request[NAME_BYTES] = "", path[NAME_BYTES];
	long got = lkl_sys_recv(fd, request, sizeof(request) - 64, 0);

	if (got > 0 && file_of(request, mnt, path) > 0)
		send_file(fd, path);
	lkl_sys_close(fd);
}

static long serve(const char *mnt)
{
	long listener = listen_on(80), ret = listener;

	while (ret >= 0) {
		ret = lkl_sys_accept(listener, NULL, NULL);
		if (ret >= 0)
			answer(ret, mnt);
	}
	return ret;
}

int main(int argc, char **argv)
{
	struct lkl_disk_options disk = {
		.size = sizeof(disk), .path = argv[1],
		.flags = LKL_DISK_READONLY };
	struct lkl_config *config = lkl_config_new();
	char mnt[32];
	long ret;

	if (argc != 3) {
		fprintf(stderr, "usage: http IMAGE CONFIG\n");
		return 2;
	}
	lkl_host_ops.print = NULL;
	ret = lkl_config_load_file(config, argv[2]);
	if (!ret)
		ret = lkl_config_start(config);
	if (!ret)
		ret = lkl_disk_open(&disk);
	if (ret >= 0)
		ret = lkl_mount_dev(ret, 0, NULL, LKL_MS_RDONLY, NULL, mnt,
				    sizeof(mnt));
	if (ret >= 0)
		ret = serve(mnt);
	fprintf(stderr, "http: %s: %s %s\n", argv[1], lkl_strerror(ret),
		lkl_config_error(config));
	lkl_config_stop(config);
	return 1;
}
