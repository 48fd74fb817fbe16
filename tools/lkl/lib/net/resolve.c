// SPDX-License-Identifier: GPL-2.0
/*
 * Ask nameservers for the addresses of a name, over the kernel's own network.
 */
#include <stdbool.h>
#include <stdlib.h>

#include <lkl_net.h>
#include <lkl_sys.h>

#include "host/dns.h"
#include "net/resolv_conf.h"

#define ROUNDS		2
#define TIMEOUT_MS	5000
#define ANSWER_BYTES	65536

/* A question on its way. */
struct question {
	uint8_t query[2 + LKL__DNS_QUERY_BYTES];
	int query_bytes;
	uint8_t *answer;
	void *addrs;
	unsigned int max;
};

static int64_t now_ms(void)
{
	struct __lkl__kernel_timespec ts = { 0 };

	lkl_sys_clock_gettime(LKL_CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* Return: 0 when there is something to do, -ETIMEDOUT, -errno. */
static int wait_for(int fd, short events, int64_t deadline_ms)
{
	struct lkl_pollfd pfd = { .fd = fd, .events = events };
	int64_t left_ms = deadline_ms - now_ms();
	long ret;

	ret = lkl_sys_poll(&pfd, 1, left_ms > 0 ? left_ms : 0);
	if (ret == -LKL_EINTR)
		return 0;
	return ret > 0 ? 0 : ret < 0 ? (int)ret : -LKL_ETIMEDOUT;
}

/* A socket that is connected, or will be. Return: it, or -errno. */
static int connect_to(const struct lkl__nameserver *server, int type)
{
	int fd = lkl_sys_socket(server->family, type | LKL_SOCK_NONBLOCK |
				LKL_SOCK_CLOEXEC, 0);
	long err;

	if (fd < 0)
		return fd;
	err = lkl_sys_connect(fd, (void *)&server->addr, server->addr_bytes);
	if (!err || err == -LKL_EINPROGRESS)
		return fd;
	lkl_sys_close(fd);
	return err;
}

/* What is no answer to this question may be somebody's who guesses. */
static int ask_udp(struct question *q, int fd, int64_t deadline_ms)
{
	long bytes = lkl_sys_send(fd, q->query + 2, q->query_bytes, 0);
	int got;

	if (bytes < 0)
		return bytes;
	do {
		got = wait_for(fd, LKL_POLLIN, deadline_ms);
		if (got)
			return got;
		bytes = lkl_sys_recv(fd, q->answer, ANSWER_BYTES, 0);
		got = bytes < 0 ? (int)bytes :
		      lkl__dns_take(q->query + 2, q->query_bytes, q->answer,
				    bytes, q->addrs, q->max);
	} while (got == -LKL_EAGAIN);
	return got;
}

/* All of @bytes, to the server or from it. */
static int transfer(int fd, uint8_t *data, size_t bytes, bool out,
		    int64_t deadline_ms)
{
	long ret;

	while (bytes) {
		ret = wait_for(fd, out ? LKL_POLLOUT : LKL_POLLIN,
			       deadline_ms);
		if (ret)
			return ret;
		ret = out ? lkl_sys_send(fd, data, bytes, LKL_MSG_NOSIGNAL) :
			    lkl_sys_recv(fd, data, bytes, 0);
		if (ret == -LKL_EAGAIN)
			continue;
		if (ret <= 0)
			return ret ? ret : -LKL_EBADMSG;
		data += ret;
		bytes -= ret;
	}
	return 0;
}

static int ask_tcp(struct question *q, int fd, int64_t deadline_ms)
{
	uint8_t head[2];
	size_t bytes;
	int err;

	q->query[0] = q->query_bytes >> 8;
	q->query[1] = q->query_bytes;
	err = transfer(fd, q->query, 2 + q->query_bytes, true, deadline_ms);
	if (!err)
		err = transfer(fd, head, sizeof(head), false, deadline_ms);
	if (err)
		return err;
	bytes = head[0] << 8 | head[1];
	err = transfer(fd, q->answer, bytes, false, deadline_ms);
	if (err)
		return err;
	err = lkl__dns_take(q->query + 2, q->query_bytes, q->answer, bytes,
			    q->addrs, q->max);
	return err == -LKL_EAGAIN || err == -LKL_EMSGSIZE ? -LKL_EBADMSG : err;
}

static int ask_server(struct question *q, const struct lkl__nameserver *server,
		      int64_t deadline_ms)
{
	int fd = connect_to(server, LKL_SOCK_DGRAM), got;

	if (fd < 0)
		return fd;
	got = ask_udp(q, fd, deadline_ms);
	lkl_sys_close(fd);
	if (got != -LKL_EMSGSIZE)
		return got;
	fd = connect_to(server, LKL_SOCK_STREAM);
	if (fd < 0)
		return fd;
	got = ask_tcp(q, fd, deadline_ms);
	lkl_sys_close(fd);
	return got;
}

/* Each server gets its part of the time, twice. */
static int ask_servers(struct question *q, unsigned int timeout_ms)
{
	struct lkl__nameserver servers[LKL__NAMESERVERS];
	int nr = lkl__resolv_conf(servers), got = -LKL_ETIMEDOUT, i;
	int64_t start_ms = now_ms();

	if (nr < 0)
		return nr;
	for (i = 0; i < ROUNDS * nr; i++) {
		got = ask_server(q, &servers[i % nr], start_ms +
				 (int64_t)timeout_ms * (i + 1) / (ROUNDS * nr));
		if (got > 0 || got == -LKL_ENOENT || got == -LKL_ENODATA ||
		    got == -LKL_ENODEV)
			break;
	}
	return got;
}

int lkl_resolve(const char *name, int af, void *addrs, unsigned int nr,
		unsigned int timeout_ms)
{
	struct question q = { .addrs = addrs, .max = nr };
	uint16_t id = 0;
	int got;

	if (af != LKL_AF_INET && af != LKL_AF_INET6)
		return -LKL_EAFNOSUPPORT;
	if (!nr)
		return -LKL_EINVAL;
	lkl_sys_getrandom((char *)&id, sizeof(id), 0);
	q.query_bytes = lkl__dns_ask(q.query + 2, id, name, af == LKL_AF_INET ?
				     LKL__DNS_A : LKL__DNS_AAAA);
	if (q.query_bytes < 0)
		return q.query_bytes;
	q.answer = malloc(ANSWER_BYTES);
	if (!q.answer)
		return -LKL_ENOMEM;
	got = ask_servers(&q, timeout_ms ? timeout_ms : TIMEOUT_MS);
	free(q.answer);
	return got;
}
