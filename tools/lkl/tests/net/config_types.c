// SPDX-License-Identifier: GPL-2.0
/*
 * What a configuration says of an interface gets to where it belongs: the type
 * and its parameter, queues, offloads, the header of virtio, and a gateway for
 * one address.
 */
#include "net.h"

#include <lkl/linux/fib_rules.h>
#include <lkl/linux/rtnetlink.h>

/* Where the driver says which features it has taken, the first bit first. */
#define FEATURES	"/sysfs/class/net/eth%d/device/features"
#define CSUM		0
#define HOST_TSO4	11
#define MQ		22

static struct lkl_config *config;

static void set(unsigned int nr, const char *key, const char *value)
{
	char name[64];

	snprintf(name, sizeof(name), "interfaces.%u.%s", nr, key);
	if (lkl_config_set(config, name, value))
		KTAP_BAIL("%s", lkl_config_error(config));
}

/*
 * Each back end has looked for something of its own kind, and not found it;
 * that of VDE does so in vde.c.
 */
static const struct {
	const char *type, *param, *forward;
	int err;
} absent[] = {
	{ "tap", "no-such-tap-0123456789", NULL, -LKL_ENAMETOOLONG },
	{ "raw", "absent", NULL, -LKL_ENODEV },
	{ "macvtap", "/dev/absent", NULL, -LKL_ENOENT },
	{ "fd", "999", NULL, -LKL_EBADF },
	{ "pipe", "absent|absent", NULL, -LKL_ENOENT },
	{ "pipe", "absent", NULL, -LKL_EINVAL },
	{ "passt", "absent", NULL, -LKL_ENOENT },
	{ "slirp", NULL, "icmp:1:2", -LKL_EINVAL },
};

#define NR_ABSENT	(int)(sizeof(absent) / sizeof(absent[0]))

static void test_absent(void)
{
	int i, err;

	for (i = 0; i < NR_ABSENT; i++) {
		set(0, "type", absent[i].type);
		set(0, "param", absent[i].param);
		set(0, "forward", absent[i].forward);
		err = lkl_config_start(config);
		if (err == -LKL_ENOSYS)
			KTAP_SKIP(absent[i].type, "package: libslirp-dev");
		else
			CHECK(err == absent[i].err &&
			      strstr(lkl_config_error(config),
				     "interfaces[0]"), "%s: %s",
			      absent[i].type, lkl_config_error(config));
	}
	set(0, "forward", NULL);
}

static int has_feature(int nr, int bit)
{
	char path[80], bits[80] = "";
	long fd;

	snprintf(path, sizeof(path), FEATURES, nr);
	fd = lkl_sys_open(path, LKL_O_RDONLY, 0);
	lkl_sys_read(fd, bits, sizeof(bits) - 1);
	lkl_sys_close(fd);
	return bits[bit] == '1';
}

/* A rule for packets from an address, or one that all packets have. */
static int take_rule(void *arg, const struct lkl_nlmsghdr *message)
{
	size_t bytes;
	uint8_t addr[16];
	const void *src = lkl_nl_find(message, sizeof(struct lkl_fib_rule_hdr),
				      LKL_FRA_SRC, &bytes);

	inet_pton(AF_INET6, "fd00:9::2", addr);
	if (src && bytes == 16 && !memcmp(src, addr, 16))
		++*(int *)arg;
	return 0;
}

static int nr_rules(void)
{
	struct lkl_fib_rule_hdr header = { .family = LKL_AF_INET6 };
	struct lkl_nl nl;
	int nr = 0;

	lkl_nl_begin(&nl, LKL_RTM_GETRULE, LKL_NLM_F_DUMP, &header,
		     sizeof(header));
	lkl_nl_ask(&nl, LKL_NETLINK_ROUTE, take_rule, &nr);
	return nr;
}

/* Two pairs and two taps, of which one of each has what the other has not. */
static void configure(void)
{
	char text[16];
	int fds[2], i;

	for (i = 0; i < 2; i++) {
		if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
			KTAP_BAIL("socketpair");
		snprintf(text, sizeof(text), "%d", fds[0]);
		set(i, "type", "fd");
		set(i, "param", text);
	}
	set(1, "vnet_hdr", "1");
	set(1, "ipv6", "fd00:9::2");
	set(1, "ifgateway6", "fd00:9::1");
	set(2, "type", "tap");
	set(2, "param", "tap0");
	set(2, "queues", "4");
	set(3, "type", "tap");
	set(3, "param", "tap1");
	set(3, "offload", "1");
	lkl_config_set(config, "mount", "sysfs");
}

int main(void)
{
	own_namespace();
	host("ip tuntap add tap0 mode tap multi_queue");
	host("ip tuntap add tap1 mode tap");
	KTAP_PLAN(NR_ABSENT + 7);
	lkl_host_ops.print = NULL;
	config = lkl_config_new();
	test_absent();
	configure();
	if (!CHECK_EQ(lkl_config_start(config), 0, "start"))
		KTAP_BAIL("%s", lkl_config_error(config));
	CHECK(!has_feature(0, CSUM), "a pair has no offloads");
	CHECK(has_feature(1, CSUM) && has_feature(1, HOST_TSO4),
	      "with vnet_hdr it has");
	CHECK(has_feature(2, MQ) && has_feature(2, HOST_TSO4), "queues");
	CHECK(!has_feature(3, MQ) && has_feature(3, CSUM) &&
	      !has_feature(3, HOST_TSO4), "one, and only one offload");
	CHECK_EQ(nr_rules(), 1, "ifgateway6");
	CHECK_EQ(lkl_config_stop(config), 0, "stop");
	lkl_config_free(config);
	return KTAP_END();
}
