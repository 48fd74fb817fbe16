/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Traffic between network stacks that is checked byte by byte.
 */
#ifndef LKL_TESTS_TRAFFIC_H
#define LKL_TESTS_TRAFFIC_H

#include <pthread.h>
#include <string.h>

#include "stack.h"

/* The same value at the same place of a stream, whoever looks. */
static inline void pattern(unsigned char *buf, size_t bytes, uint64_t at)
{
	size_t i;

	for (i = 0; i < bytes; i++, at++)
		buf[i] = at * 131 + (at >> 8) * 17 + (at >> 16);
}

#define CHUNK	65536

struct receiver {
	const struct stack *stack;
	long listener;
	uint64_t good, bad;
};

static UNUSED void *receive_stream(void *arg)
{
	static __thread unsigned char buf[CHUNK], want[CHUNK];
	struct receiver *r = arg;
	long fd, got;

	fd = CALL(r->stack, accept, r->listener, 0, 0);
	while (fd >= 0 && (got = CALL(r->stack, recvfrom, fd, (long)buf,
				      sizeof(buf), 0, 0, 0)) > 0) {
		pattern(want, got, r->good);
		if (memcmp(buf, want, got))
			r->bad++;
		r->good += got;
	}
	CALL(r->stack, close, fd);
	return NULL;
}

static UNUSED int send_stream(const struct stack *s, long fd, uint64_t bytes)
{
	static unsigned char buf[CHUNK];
	uint64_t sent = 0;
	long part, ret;

	while (sent < bytes) {
		part = bytes - sent < sizeof(buf) ? bytes - sent : sizeof(buf);
		pattern(buf, part, sent);
		ret = CALL(s, sendto, fd, (long)buf, part, MSG_NOSIGNAL, 0, 0);
		if (ret <= 0)
			return ret ? ret : -EPIPE;
		sent += ret;
	}
	return 0;
}

static UNUSED long listen_on(const struct stack *s, const void *addr,
			     int bytes)
{
	int family = ((const struct sockaddr *)addr)->sa_family, one = 1;
	long fd = CALL(s, socket, family, SOCK_STREAM, 0);

	CALL(s, setsockopt, fd, SOL_SOCKET, SO_REUSEADDR, (long)&one,
	     sizeof(one));
	if (CALL(s, bind, fd, (long)addr, bytes) || CALL(s, listen, fd, 5)) {
		CALL(s, close, fd);
		return -1;
	}
	return fd;
}

/*
 * A stream of @bytes over TCP, to who listens at @at and is reached as @as.
 * Return: 1 if all of it came, as it was.
 */
static UNUSED int stream_by(const struct stack *from, const struct stack *to,
			    const void *at, const void *as, int addr_bytes,
			    uint64_t bytes)
{
	int family = ((const struct sockaddr *)as)->sa_family;
	struct receiver r = { .stack = to };
	pthread_t thread;
	long fd, err;

	r.listener = listen_on(to, at, addr_bytes);
	pthread_create(&thread, NULL, receive_stream, &r);
	fd = CALL(from, socket, family, SOCK_STREAM, 0);
	err = CALL(from, connect, fd, (long)as, addr_bytes);
	if (err)
		KTAP_DIAG("connect: %s", strerror(-err));
	else
		err = send_stream(from, fd, bytes);
	CALL(from, close, fd);
	if (err)
		CALL(to, shutdown, r.listener, SHUT_RDWR);
	pthread_join(thread, NULL);
	CALL(to, close, r.listener);
	if (err || r.good != bytes || r.bad)
		KTAP_DIAG("%ld: %llu bytes of %llu, %llu bad parts", err,
			  (unsigned long long)r.good,
			  (unsigned long long)bytes,
			  (unsigned long long)r.bad);
	return !err && r.good == bytes && !r.bad;
}

static UNUSED int stream_over(const struct stack *from, const struct stack *to,
			      const void *addr, int addr_bytes, uint64_t bytes)
{
	return stream_by(from, to, addr, addr, addr_bytes, bytes);
}

/* The same over IPv4, through something that changes addresses. */
static UNUSED int tcp_by(const struct stack *from, const struct stack *to,
			 struct sockaddr_in at, struct sockaddr_in as,
			 uint64_t bytes)
{
	return stream_by(from, to, &at, &as, sizeof(at), bytes);
}

static UNUSED int tcp(const struct stack *from, const struct stack *to,
		      const char *addr, uint64_t bytes)
{
	struct sockaddr_in in = in4(addr, 5001);

	return stream_over(from, to, &in, sizeof(in), bytes);
}

/*
 * A datagram there and back, to who listens at @at and is reached as @as.
 * Return: 1 if it came, as it was.
 */
static UNUSED int udp_by(const struct stack *from, const struct stack *to,
			 struct sockaddr_in at, struct sockaddr_in as,
			 size_t bytes)
{
	static unsigned char data[CHUNK], got[CHUNK];
	struct sockaddr_in peer;
	struct timeval second = { .tv_sec = 5 };
	long s = CALL(to, socket, AF_INET, SOCK_DGRAM, 0);
	long c = CALL(from, socket, AF_INET, SOCK_DGRAM, 0);
	unsigned int len = sizeof(peer);
	long n, back = -1;

	pattern(data, bytes, bytes);
	CALL(to, setsockopt, s, SOL_SOCKET, SO_RCVTIMEO, (long)&second,
	     sizeof(second));
	CALL(from, setsockopt, c, SOL_SOCKET, SO_RCVTIMEO, (long)&second,
	     sizeof(second));
	CALL(to, bind, s, (long)&at, sizeof(at));
	CALL(from, sendto, c, (long)data, bytes, 0, (long)&as, sizeof(as));
	n = CALL(to, recvfrom, s, (long)got, sizeof(got), 0, (long)&peer,
		 (long)&len);
	if (n > 0)
		CALL(to, sendto, s, (long)got, n, 0, (long)&peer, len);
	memset(got, 0, sizeof(got));
	if (n > 0)
		back = CALL(from, recvfrom, c, (long)got, sizeof(got), 0, 0, 0);
	CALL(to, close, s);
	CALL(from, close, c);
	return back == (long)bytes && !memcmp(data, got, bytes);
}

static UNUSED int udp(const struct stack *from, const struct stack *to,
		      const char *addr, size_t bytes)
{
	struct sockaddr_in in = in4(addr, 5002);

	return udp_by(from, to, in, in, bytes);
}

/* A port of the host's loopback that is free, as far as one can know. */
static UNUSED int free_port(int type)
{
	struct sockaddr_in in = in4("127.0.0.1", 0);
	socklen_t bytes = sizeof(in);
	int fd = socket(AF_INET, type, 0);

	if (bind(fd, (void *)&in, sizeof(in)) ||
	    getsockname(fd, (void *)&in, &bytes))
		KTAP_BAIL("no port");
	close(fd);
	return ntohs(in.sin_port);
}

#endif
