// SPDX-License-Identifier: GPL-2.0
/*
 * libslirp: the host's network for a program without rights, and a port of the
 * host that leads inside.
 */
#include "net.h"

#include <sys/resource.h>

/* What a connection from inside to the host's loopback sees. */
static int to_host(uint64_t bytes)
{
	struct receiver r = { .stack = &on_host };
	struct sockaddr_in in = in4("127.0.0.1", 0);
	socklen_t len = sizeof(in);
	pthread_t thread;
	long fd, err;

	r.listener = listen_on(&on_host, &in, sizeof(in));
	if (getsockname(r.listener, (struct sockaddr *)&in, &len))
		KTAP_BAIL("getsockname");
	pthread_create(&thread, NULL, receive_stream, &r);
	inet_pton(AF_INET, "10.0.2.2", &in.sin_addr);
	fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, 0);
	err = lkl_sys_connect(fd, (void *)&in, sizeof(in));
	if (!err)
		err = send_stream(&on_lkl, fd, bytes);
	lkl_sys_close(fd);
	if (err)
		shutdown(r.listener, SHUT_RDWR);
	pthread_join(thread, NULL);
	close(r.listener);
	return !err && r.good == bytes && !r.bad;
}

/* A port of the host that is free, as far as one can know. */
static int free_port(void)
{
	struct sockaddr_in in = in4("127.0.0.1", 0);
	socklen_t len = sizeof(in);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (bind(fd, (struct sockaddr *)&in, sizeof(in)) ||
	    getsockname(fd, (struct sockaddr *)&in, &len))
		KTAP_BAIL("bind");
	close(fd);
	return ntohs(in.sin_port);
}

static int from_host(int port, uint64_t bytes)
{
	struct receiver r = { .stack = &on_lkl };
	struct sockaddr_in in = in4("0.0.0.0", 80);
	pthread_t thread;
	long fd, err;

	r.listener = listen_on(&on_lkl, &in, sizeof(in));
	pthread_create(&thread, NULL, receive_stream, &r);
	in = in4("127.0.0.1", port);
	fd = socket(AF_INET, SOCK_STREAM, 0);
	err = connect(fd, (struct sockaddr *)&in, sizeof(in));
	if (!err)
		err = send_stream(&on_host, fd, bytes);
	close(fd);
	if (err)
		lkl_sys_shutdown(r.listener, LKL_SHUT_RDWR);
	pthread_join(thread, NULL);
	lkl_sys_close(r.listener);
	return !err && r.good == bytes && !r.bad;
}

static double cpu_ms(void)
{
	struct rusage ru;

	getrusage(RUSAGE_SELF, &ru);
	return ru.ru_utime.tv_sec * 1e3 + ru.ru_utime.tv_usec / 1e3 +
	       ru.ru_stime.tv_sec * 1e3 + ru.ru_stime.tv_usec / 1e3;
}

int main(void)
{
	char forward[64];
	int port = free_port(), id, ifindex;
	double before;

	/* It works for everybody, and so must the test. */
	if (!geteuid() && setresuid(65534, 65534, 65534))
		KTAP_BAIL("setresuid");
	boot("mem=64M");
	snprintf(forward, sizeof(forward), "tcp:%d:80", port);
	id = NETDEV_OPEN(.from = LKL_NETDEV_SLIRP, .forward = forward);
	if (id == -LKL_ENOSYS)
		KTAP_SKIP_ALL("package: libslirp is missing (libslirp-dev)");
	KTAP_PLAN(9);
	ifindex = if_setup(id, "10.0.2.15", 24);
	CHECK(ifindex > 0, "an interface");
	CHECK_EQ(lkl_set_ipv4_gateway(inet_addr("10.0.2.2")), 0, "a gateway");
	CHECK(to_host(4 << 20), "TCP to the host");
	CHECK(from_host(port, 4 << 20), "TCP from the host");
	before = cpu_ms();
	sleep(1);
	CHECK(cpu_ms() - before < 100, "it sleeps when there is nothing");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_SLIRP, .forward = forward),
		 -LKL_EADDRINUSE, "a port that is in use");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_SLIRP, .forward =
			     "icmp:1:2"), -LKL_EINVAL, "a bad protocol");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_SLIRP, .forward =
			     "tcp:1:2:3:4:5:6"), -LKL_EINVAL,
		 "too many addresses");
	CHECK_EQ(lkl_netdev_close(id), 0, "close");
	lkl_sys_halt();
	return KTAP_END();
}
