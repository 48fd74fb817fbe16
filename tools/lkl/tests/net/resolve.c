// SPDX-License-Identifier: GPL-2.0
/*
 * Names are resolved by nameservers inside: by those that answer, and with an
 * error each for those that do not, or not well.
 */
#include "net.h"

#include <time.h>

#define NR_LONG	100

/* How a server answers is the first label of the name. */
static size_t name_is(const unsigned char *query, const char *label)
{
	size_t bytes = strlen(label);

	return query[12] == bytes && !memcmp(query + 13, label, bytes);
}

static unsigned char *put_record(unsigned char *at, int type, int last)
{
	int bytes = type == 28 ? 16 : 4;

	memcpy(at, (unsigned char []) { 0xc0, 12, 0, type, 0, 1, 0, 0, 0, 9,
					0, bytes }, 12);
	memset(at + 12, 0x20, bytes);
	at[12 + bytes - 1] = last;
	return at + 12 + bytes;
}

/* Return: bytes of the answer; 0: none. */
static size_t answer(const unsigned char *query, size_t bytes, int tcp,
		     unsigned char *to)
{
	int nr = tcp ? NR_LONG : 2, type = query[bytes - 3], i;
	unsigned char *at = to + bytes;

	if (name_is(query, "silent"))
		return 0;
	memcpy(to, query, bytes);
	to[2] |= 0x80;
	if (name_is(query, "absent"))
		to[3] |= 3;
	else if (name_is(query, "failure"))
		to[3] |= 2;
	else if (name_is(query, "nonsense"))
		to[7] = 9;
	else if (name_is(query, "long") && !tcp)
		to[2] |= 2;
	else if (name_is(query, "good") || tcp) {
		for (i = 0; i < nr; i++)
			at = put_record(at, type, i + 1);
		to[7] = nr;
	}
	return at - to;
}

static long udp_fd, tcp_fd;

static void *serve_udp(void *arg)
{
	unsigned char query[512], to[4096], wrong[4096];
	struct sockaddr_in peer;
	int len = sizeof(peer);
	size_t bytes;
	long got;

	(void)arg;
	while ((got = lkl_sys_recvfrom(udp_fd, query, sizeof(query), 0,
				       (void *)&peer, &len)) > 16) {
		bytes = answer(query, got, 0, to);
		if (!bytes)
			continue;
		/* Somebody who guesses is faster. */
		memcpy(wrong, to, bytes);
		wrong[1] ^= 0x55;
		lkl_sys_sendto(udp_fd, wrong, bytes, 0, (void *)&peer, len);
		lkl_sys_sendto(udp_fd, to, bytes, 0, (void *)&peer, len);
	}
	return NULL;
}

static void *serve_tcp(void *arg)
{
	unsigned char query[512], to[4096];
	size_t bytes;
	long fd, got;

	(void)arg;
	while ((fd = lkl_sys_accept(tcp_fd, NULL, NULL)) >= 0) {
		got = lkl_sys_recv(fd, query, sizeof(query), 0);
		if (got > 18) {
			bytes = answer(query + 2, got - 2, 1, to + 2);
			to[0] = bytes >> 8;
			to[1] = bytes;
			lkl_sys_send(fd, to, 2 + bytes, 0);
		}
		lkl_sys_close(fd);
	}
	return NULL;
}

static void start_server(pthread_t *threads)
{
	struct sockaddr_in in = in4("127.0.0.1", 53);

	udp_fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	tcp_fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, 0);
	if (lkl_sys_bind(udp_fd, (void *)&in, sizeof(in)) ||
	    lkl_sys_bind(tcp_fd, (void *)&in, sizeof(in)) ||
	    lkl_sys_listen(tcp_fd, 5))
		KTAP_BAIL("no server");
	pthread_create(&threads[0], NULL, serve_udp, NULL);
	pthread_create(&threads[1], NULL, serve_tcp, NULL);
}

static void use(const char *text)
{
	long fd;

	lkl_sys_mkdir("/etc", 0755);
	fd = lkl_sys_open("/etc/resolv.conf", LKL_O_WRONLY | LKL_O_CREAT |
			  LKL_O_TRUNC, 0644);
	lkl_sys_write(fd, text, strlen(text));
	lkl_sys_close(fd);
}

static int resolve(const char *name)
{
	uint8_t addr[4];

	return lkl_resolve(name, LKL_AF_INET, addr, 1, 2000);
}

static void test_good(void)
{
	uint8_t addrs[NR_LONG][4], addrs6[2][16];

	CHECK(lkl_resolve("good.test", LKL_AF_INET, addrs, 8, 0) == 2 &&
	      addrs[0][0] == 0x20 && addrs[0][3] == 1 && addrs[1][3] == 2,
	      "IPv4");
	CHECK(lkl_resolve("good.test", LKL_AF_INET6, addrs6, 2, 0) == 2 &&
	      addrs6[0][0] == 0x20 && addrs6[1][15] == 2, "IPv6");
	CHECK_EQ(lkl_resolve("good.test", LKL_AF_INET, addrs, 1, 0), 1,
		 "as many as wanted");
	CHECK(lkl_resolve("long.test", LKL_AF_INET, addrs, NR_LONG, 0) ==
	      NR_LONG && addrs[NR_LONG - 1][3] == NR_LONG,
	      "a long answer, by TCP");
}

static void test_errors(void)
{
	struct timespec begin, end;
	double seconds;
	uint8_t addr[4];
	int ret;

	CHECK_EQ(resolve("absent.test"), -LKL_ENOENT, "no such name");
	CHECK_EQ(resolve("empty.test"), -LKL_ENODATA, "no address");
	CHECK_EQ(resolve("failure.test"), -LKL_EREMOTEIO, "a server's error");
	CHECK_EQ(resolve("nonsense.test"), -LKL_EBADMSG, "nonsense");
	CHECK_EQ(resolve("a..test"), -LKL_EINVAL, "a name that is none");
	CHECK_EQ(lkl_resolve("good.test", 77, addr, 1, 0), -LKL_EAFNOSUPPORT,
		 "a family that is none");
	CHECK_EQ(lkl_resolve("good.test", LKL_AF_INET, addr, 0, 0),
		 -LKL_EINVAL, "no room");
	clock_gettime(CLOCK_MONOTONIC, &begin);
	ret = lkl_resolve("silent.test", LKL_AF_INET, addr, 1, 400);
	clock_gettime(CLOCK_MONOTONIC, &end);
	seconds = end.tv_sec - begin.tv_sec +
		  (end.tv_nsec - begin.tv_nsec) / 1e9;
	CHECK(ret == -LKL_ETIMEDOUT && seconds >= 0.39,
	      "a server that never answers, for %.3f s", seconds);
}

static void test_servers(void)
{
	use("nameserver 127.0.0.2\n");
	CHECK_EQ(resolve("good.test"), -LKL_ECONNREFUSED, "nobody there");
	use("nameserver 192.0.2.1\n");
	CHECK_EQ(resolve("good.test"), -LKL_ENETUNREACH, "no way there");
	use("# ours\nnameserver 127.0.0.2\nsearch test\n"
	    "nameserver\t127.0.0.1\n");
	CHECK_EQ(resolve("good.test"), 1, "the second one answers");
	use("nameserver none\n");
	CHECK_EQ(resolve("good.test"), -LKL_EDESTADDRREQ, "no server");
	lkl_sys_unlink("/etc/resolv.conf");
	CHECK_EQ(resolve("good.test"), -LKL_EDESTADDRREQ, "no file");
}

int main(void)
{
	pthread_t threads[2];

	KTAP_PLAN(4 + 8 + 5 + 1);
	boot("mem=64M");
	lkl_if_up(1);
	start_server(threads);
	use("nameserver 127.0.0.1\n");
	test_good();
	test_errors();
	test_servers();
	lkl_sys_halt();
	pthread_join(threads[0], NULL);
	pthread_join(threads[1], NULL);
	CHECK_EQ(resolve("good.test"), -LKL_ENODEV, "no kernel");
	return KTAP_END();
}
