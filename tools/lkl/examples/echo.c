// SPDX-License-Identifier: GPL-2.0
/*
 * A daemon with a network stack of its own: answers TCP connections with what
 * they send.
 *
 * usage: echo CONFIG PORT	CONFIG is a file as lkl_config(5) says
 */
#include <stdio.h>
#include <stdlib.h>

#include "listen.h"

#define NR_EVENTS	64

/* What has come goes back. Waits for the other side to take it. */
static void answer(int fd)
{
	char data[16384];
	long bytes, sent, ret;

	bytes = lkl_sys_recv(fd, data, sizeof(data), 0);
	for (sent = 0; sent < bytes; sent += ret) {
		ret = lkl_sys_send(fd, data + sent, bytes - sent, 0);
		if (ret <= 0)
			bytes = -1;
	}
	if (bytes <= 0)
		lkl_sys_close(fd);
}

static long serve(long listener)
{
	struct lkl_epoll_event events[NR_EVENTS], ev = {
		.events = LKL_EPOLLIN,
		.data = (unsigned long)listener,
	};
	long ep = lkl_sys_epoll_create1(0), nr, i;

	lkl_sys_epoll_ctl(ep, LKL_EPOLL_CTL_ADD, listener, &ev);
	while ((nr = lkl_sys_epoll_wait(ep, events, NR_EVENTS, -1)) >= 0) {
		for (i = 0; i < nr; i++) {
			if ((long)events[i].data != listener) {
				answer((int)events[i].data);
				continue;
			}
			ev.data = (unsigned long)lkl_sys_accept(listener, NULL,
								NULL);
			lkl_sys_epoll_ctl(ep, LKL_EPOLL_CTL_ADD, (int)ev.data,
					  &ev);
		}
	}
	return nr;
}

int main(int argc, char **argv)
{
	struct lkl_config *config = lkl_config_new();
	long ret;

	if (argc != 3 || !config) {
		fprintf(stderr, "usage: echo CONFIG PORT\n");
		return 2;
	}
	lkl_host_ops.print = NULL;
	if (lkl_config_load_file(config, argv[1]) || lkl_config_start(config)) {
		fprintf(stderr, "echo: %s\n", lkl_config_error(config));
		return 1;
	}
	ret = listen_on((unsigned short)atoi(argv[2]));
	if (ret >= 0)
		ret = serve(ret);
	fprintf(stderr, "echo: port %s: %s\n", argv[2], lkl_strerror(ret));
	lkl_config_stop(config);
	return 1;
}
