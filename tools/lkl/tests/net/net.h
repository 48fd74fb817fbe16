/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What tests of the network share: kernels with interfaces.
 */
#ifndef LKL_TESTS_NET_H
#define LKL_TESTS_NET_H

#include "namespace.h"
#include "traffic.h"

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

/* Five results: traffic between interface @id and the host, then no more. */
static UNUSED void test_interface(const char *what, int id)
{
	CHECK(if_setup(id, "10.9.0.2", 24) > 0, "%s: an interface (%d)", what,
	      id);
	CHECK(udp(&on_lkl, &on_host, "10.9.0.1", 20000) &&
	      udp(&on_host, &on_lkl, "10.9.0.2", 20000), "%s: UDP", what);
	CHECK(tcp(&on_lkl, &on_host, "10.9.0.1", 4 << 20), "%s: TCP out",
	      what);
	CHECK(tcp(&on_host, &on_lkl, "10.9.0.2", 4 << 20), "%s: TCP in", what);
	CHECK_EQ(lkl_netdev_close(id), 0, "%s: close", what);
}

/* Whether a file inside has this text somewhere. */
static UNUSED int inside_has(const char *path, const char *text)
{
	static char buf[65536];
	long fd, n, used = 0;

	fd = lkl_sys_open(path, LKL_O_RDONLY, 0);
	while (fd >= 0 && (n = lkl_sys_read(fd, buf + used, sizeof(buf) - 1 -
					    used)) > 0)
		used += n;
	lkl_sys_close(fd);
	buf[used] = '\0';
	return strstr(buf, text) != NULL;
}

#define SYMBOL(kernel, name) \
	((__typeof__(&name))lkl_kernel_symbol(kernel, #name))

/* Another kernel, or the test ends. */
static UNUSED struct lkl *start_other(void)
{
	struct lkl *k;
	int err;

	k = lkl_load(NULL, &err);
	if (!k)
		KTAP_BAIL("lkl_load: %s", lkl_strerror(err));
	SYMBOL(k, lkl_host_ops)->print = NULL;
	err = lkl_kernel_start(k, "mem=64M");
	if (err)
		KTAP_BAIL("lkl_kernel_start: %s", lkl_strerror(err));
	return k;
}

/* One with its own interface. */
struct other {
	struct stack stack;
	int id, ifindex;
};

static UNUSED void other_boot(struct other *o, int fd, int vnet_hdr,
			      const char *addr)
{
	struct lkl_netdev_options options = {
		.size = sizeof(options),
		.from = LKL_NETDEV_FD,
		.fd = fd,
		.vnet_hdr = vnet_hdr,
	};
	struct lkl *k = start_other();
	int err;

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
