/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What tests of the network share: network stacks of the host and of kernels,
 * and traffic between them that is checked byte by byte.
 */
#ifndef LKL_TESTS_NET_H
#define LKL_TESTS_NET_H

#include <arpa/inet.h>
#include <errno.h>
#include <linux/capability.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lkl.h>

#include "ktap.h"

#define UNUSED	__attribute__((unused))

/* A network stack: the host's, the kernel's, or that of another kernel. */
struct stack {
	int is_host;
	struct lkl *kernel;
};

static UNUSED struct stack on_host = { .is_host = 1 };
static UNUSED struct stack on_lkl;

static UNUSED long stack_call(const struct stack *s, long host_no, long lkl_no,
			      long *p)
{
	long ret;

	if (s->kernel)
		return lkl_kernel_syscall(s->kernel, lkl_no, p);
	if (!s->is_host)
		return lkl_syscall(lkl_no, p);
	ret = syscall(host_no, p[0], p[1], p[2], p[3], p[4], p[5]);
	return ret < 0 ? -errno : ret;
}

/* CALL(stack, socket, AF_INET, ...): 0 or more, or -errno. */
#define CALL(s, name, ...) \
	stack_call(s, SYS_##name, __lkl__NR_##name, (long [6]) { __VA_ARGS__ })

static inline UNUSED struct sockaddr_in in4(const char *addr, int port)
{
	struct sockaddr_in in = {
		.sin_family = AF_INET,
		.sin_port = htons(port),
	};

	inet_pton(AF_INET, addr, &in.sin_addr);
	return in;
}

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

/* A stream of @bytes over TCP. Return: 1 if all of it came, as it was. */
static UNUSED int stream_over(const struct stack *from, const struct stack *to,
			      const void *addr, int addr_bytes, uint64_t bytes)
{
	int family = ((const struct sockaddr *)addr)->sa_family;
	struct receiver r = { .stack = to };
	pthread_t thread;
	long fd, err;

	r.listener = listen_on(to, addr, addr_bytes);
	pthread_create(&thread, NULL, receive_stream, &r);
	fd = CALL(from, socket, family, SOCK_STREAM, 0);
	err = CALL(from, connect, fd, (long)addr, addr_bytes);
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

static UNUSED int tcp(const struct stack *from, const struct stack *to,
		      const char *addr, uint64_t bytes)
{
	struct sockaddr_in in = in4(addr, 5001);

	return stream_over(from, to, &in, sizeof(in), bytes);
}

/* A datagram there and back. Return: 1 if it came, as it was. */
static UNUSED int udp(const struct stack *from, const struct stack *to,
		      const char *addr, size_t bytes)
{
	static unsigned char data[CHUNK], got[CHUNK];
	struct sockaddr_in in = in4(addr, 5002), peer;
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
	CALL(to, bind, s, (long)&in, sizeof(in));
	CALL(from, sendto, c, (long)data, bytes, 0, (long)&in, sizeof(in));
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

/* A command of the host that must succeed. */
static UNUSED void host(const char *fmt, ...)
{
	char command[512] = "PATH=$PATH:/sbin:/usr/sbin; ";
	size_t used = strlen(command);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(command + used, sizeof(command) - used, fmt, ap);
	va_end(ap);
	if (system(command))
		KTAP_BAIL("host: %s", command + used);
}

static UNUSED void write_file(const char *path, const char *fmt, ...)
{
	FILE *file = fopen(path, "w");
	va_list ap;

	va_start(ap, fmt);
	if (!file || vfprintf(file, fmt, ap) < 0 || fclose(file))
		KTAP_BAIL("%s: %s", path, strerror(errno));
	va_end(ap);
}

/*
 * Go to a network namespace of our own, or end the test. Somebody who is not
 * root is in a user namespace, too, and all that root is but for other users.
 * Return: whether it is such a one.
 */
static UNUSED int own_namespace(void)
{
	int uid = geteuid(), gid = getegid();

	if (unshare(uid ? CLONE_NEWUSER | CLONE_NEWNET : CLONE_NEWNET))
		KTAP_SKIP_ALL(uid ? "root: needs root, or user namespaces" :
			      "host: there are no network namespaces");
	if (uid) {
		write_file("/proc/self/setgroups", "deny");
		write_file("/proc/self/uid_map", "0 %d 1", uid);
		write_file("/proc/self/gid_map", "0 %d 1", gid);
	}
	host("ip link set lo up");
	return uid;
}

#define NOBODY	65534

/* Have no rights any more; @is_user: from own_namespace(). */
static UNUSED void drop_rights(int is_user)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct none[2] = { { 0 } };

	if (is_user ? syscall(SYS_capset, &header, none) :
		      setresuid(NOBODY, NOBODY, NOBODY))
		KTAP_BAIL("rights: %s", strerror(errno));
}

#define NETDEV_OPEN(...) lkl_netdev_open(&(struct lkl_netdev_options) { \
	.size = sizeof(struct lkl_netdev_options), __VA_ARGS__ })

static UNUSED void boot(const char *cmdline)
{
	int err;

	lkl_host_ops.print = NULL;
	err = lkl_init(&lkl_host_ops);
	if (!err)
		err = lkl_start_kernel("%s", cmdline);
	if (err)
		KTAP_BAIL("lkl_start_kernel: %s", lkl_strerror(err));
}

/* Switch an interface on. Return: its number, or -errno. */
static UNUSED int if_setup(int id, const char *addr, unsigned int len)
{
	int ifindex = lkl_netdev_get_ifindex(id), err;

	if (ifindex < 0)
		return ifindex;
	err = lkl_if_set_ipv4(ifindex, inet_addr(addr), len);
	if (!err)
		err = lkl_if_up(ifindex);
	return err ? err : ifindex;
}

/* Another kernel, with its own interface; ends the test if there is none. */
struct other {
	struct stack stack;
	int id, ifindex;
};

#define SYMBOL(kernel, name) \
	((__typeof__(&name))lkl_kernel_symbol(kernel, #name))

static UNUSED void other_boot(struct other *o, int fd, int vnet_hdr,
			      const char *addr)
{
	struct lkl_netdev_options options = {
		.size = sizeof(options),
		.from = LKL_NETDEV_FD,
		.fd = fd,
		.vnet_hdr = vnet_hdr,
	};
	struct lkl *k;
	int err;

	k = lkl_load(NULL, &err);
	if (!k)
		KTAP_BAIL("lkl_load: %s", lkl_strerror(err));
	SYMBOL(k, lkl_host_ops)->print = NULL;
	err = lkl_kernel_start(k, "mem=64M");
	if (err)
		KTAP_BAIL("lkl_kernel_start: %s", lkl_strerror(err));
	o->stack.kernel = k;
	o->id = SYMBOL(k, lkl_netdev_open)(&options);
	o->ifindex = SYMBOL(k, lkl_netdev_get_ifindex)(o->id);
	err = SYMBOL(k, lkl_if_set_ipv4)(o->ifindex, inet_addr(addr), 24);
	if (!err)
		err = SYMBOL(k, lkl_if_up)(o->ifindex);
	if (o->id < 0 || o->ifindex < 0 || err)
		KTAP_BAIL("the other kernel's interface: %d %d %d", o->id,
			  o->ifindex, err);
}

static UNUSED int other_halt(struct other *o)
{
	int err = SYMBOL(o->stack.kernel, lkl_netdev_close)(o->id);

	if (!err)
		err = lkl_kernel_halt(o->stack.kernel);
	return err ? err : lkl_unload(o->stack.kernel);
}

#endif
