/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The server that is measured with: one thread, one epoll, connections of a few
 * kinds.
 */
#ifndef LKL_BENCH_NET_SERVER_H
#define LKL_BENCH_NET_SERVER_H

#include <sys/epoll.h>
#include <sys/socket.h>

#include "net_client.h"

struct net_conn {
	int fd;
	struct net_order order;
	uint32_t got;
	uint64_t left;
};

static char net_data[NET_CHUNK];

static void net_server_close(struct net_conn *c)
{
	close(c->fd);
	free(c);
}

/* As much of a stream as there is. Return: 0 at its end. */
static int net_server_stream(struct net_conn *c)
{
	uint64_t part = c->left < NET_CHUNK ? c->left : NET_CHUNK;
	ssize_t ret;

	ret = c->order.job == NET_SINK ? recv(c->fd, net_data, part, 0) :
					 send(c->fd, net_data, part,
					      MSG_NOSIGNAL);
	if (ret <= 0)
		return 0;
	c->left -= ret;
	if (c->left)
		return 1;
	if (c->order.job == NET_SINK)
		send(c->fd, net_data, 1, MSG_NOSIGNAL);
	return 0;
}

static int net_server_echo(struct net_conn *c)
{
	ssize_t ret = recv(c->fd, net_data, c->order.amount - c->got, 0);

	if (ret <= 0)
		return 0;
	c->got += ret;
	if (c->got < c->order.amount)
		return 1;
	c->got = 0;
	return send(c->fd, net_data, c->order.amount, MSG_NOSIGNAL) > 0;
}

static int net_server_ready(struct net_conn *c)
{
	if (!c->order.amount) {
		if (recv(c->fd, &c->order, sizeof(c->order), MSG_WAITALL) !=
		    sizeof(c->order) || !c->order.amount)
			return 0;
		c->left = (uint64_t)c->order.amount << 10;
		if (c->order.job != NET_SOURCE)
			return 1;
	}
	if (c->order.job == NET_ECHO)
		return net_server_echo(c);
	if (c->order.job == NET_SINK)
		return net_server_stream(c);
	while (net_server_stream(c))
		;
	return 0;
}

static void net_server_accept(int ep, int listener)
{
	struct net_conn *c = calloc(1, sizeof(*c));
	struct epoll_event ev = { .events = EPOLLIN, .data.ptr = c };
	int one = 1;

	c->fd = accept(listener, NULL, NULL);
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &ev);
}

static void __attribute__((noreturn)) net_server(int listener)
{
	struct epoll_event ev = { .events = EPOLLIN }, events[64];
	int ep = epoll_create1(0), i, nr;

	epoll_ctl(ep, EPOLL_CTL_ADD, listener, &ev);
	for (;;) {
		nr = epoll_wait(ep, events, 64, -1);
		for (i = 0; i < nr; i++) {
			if (!events[i].data.ptr)
				net_server_accept(ep, listener);
			else if (!net_server_ready(events[i].data.ptr))
				net_server_close(events[i].data.ptr);
		}
	}
}

#endif
