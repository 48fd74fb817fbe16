// SPDX-License-Identifier: GPL-2.0
/*
 * A configuration from code, one from JSON and one from the environment make
 * the same of a kernel. Each has one of its own, in a child.
 */
#include "net.h"
#include "../boot/child.h"

#include <ctype.h>

/* What is looked at inside; the interface is one end of a pair. */
static const struct {
	const char *key, *value;
} keys[] = {
	{ "memory", "48M" },
	{ "boot_cmdline", "quiet lkl_test=1" },
	{ "debug", "0" },
	{ "mount", "proc,sysfs" },
	{ "sysctl", "net.ipv4.ip_forward=1;net.core.somaxconn=77" },
	{ "gateway", "10.9.0.1" },
	{ "route", "172.16.0.0/12|10.9.0.9;192.168.0.0/16|10.9.0.8" },
	{ "nameserver", "10.9.0.3" },
	{ "dump", "/proc/cmdline,/proc/net/route,/proc/net/arp,"
		  "/etc/resolv.conf,/proc/sys/net/ipv4/ip_forward,"
		  "/proc/sys/net/core/somaxconn,/sysfs/class/net/eth0/mtu,"
		  "/sysfs/class/net/eth0/address" },
	{ "interfaces.0.type", "fd" },
	{ "interfaces.0.param", "7" },
	{ "interfaces.0.ip", "10.9.0.2" },
	{ "interfaces.0.masklen", "20" },
	{ "interfaces.0.mac", "02:00:00:00:09:02" },
	{ "interfaces.0.mtu", "1300" },
	{ "interfaces.0.neigh", "10.9.0.7|02:00:00:00:00:07" },
	{ "interfaces.0.qdisc", "root|pfifo" },
};

#define NR_KEYS		(sizeof(keys) / sizeof(keys[0]))
#define WIRE		7

/* What the kernel printed in the end, for the parent. */
static int console_fds[2];

static void print(const char *text, int bytes)
{
	if (write(console_fds[1], text, bytes) != bytes)
		_exit(99);
}

static int set_keys(struct lkl_config *config)
{
	size_t i;
	int err = 0;

	for (i = 0; i < NR_KEYS && !err; i++)
		err = lkl_config_set(config, keys[i].key, keys[i].value);
	return err;
}

static int load_json(struct lkl_config *config)
{
	char text[2048] = "{", *at = text + 1;
	const char *dot, *name;
	size_t i;

	for (i = 0; i < NR_KEYS; i++) {
		dot = strrchr(keys[i].key, '.');
		name = dot ? dot + 1 : keys[i].key;
		at += sprintf(at, "%s%s\"%s\": \"%s\"", i ? ", " : "",
			      dot && !strcmp(name, "type") ?
			      "\"interfaces\": [ { " : "", name,
			      keys[i].value);
	}
	strcpy(at, " } ] }");
	return lkl_config_load_json(config, text, strlen(text));
}

static int load_env(struct lkl_config *config)
{
	char name[128], *c;
	size_t i;

	for (i = 0; i < NR_KEYS; i++) {
		snprintf(name, sizeof(name), "LKL_CONFIG_%s", keys[i].key);
		for (c = name; *c; c++)
			*c = *c == '.' ? '_' : toupper(*c);
		setenv(name, keys[i].value, 1);
	}
	return lkl_config_load_env(config);
}

/* The names of programs for lkl/linux, as far as there are some. */
static int load_old_env(struct lkl_config *config)
{
	static const struct { const char *key, *variable; } old[] = {
		{ "boot_cmdline", "BOOT_CMDLINE" },
		{ "debug", "DEBUG" },
		{ "mount", "MOUNT" },
		{ "sysctl", "SYSCTL" },
		{ "gateway", "NET_GATEWAY" },
		{ "nameserver", "NET_NAMESERVER" },
		{ "dump", "DUMP" },
		{ "interfaces.0.type", "NET_IFTYPE" },
		{ "interfaces.0.param", "NET_IFPARAMS" },
		{ "interfaces.0.ip", "NET_IP" },
		{ "interfaces.0.masklen", "NET_NETMASK_LEN" },
		{ "interfaces.0.mac", "NET_MAC" },
		{ "interfaces.0.mtu", "NET_MTU" },
		{ "interfaces.0.neigh", "NET_NEIGHBOR" },
		{ "interfaces.0.qdisc", "NET_QDISC" },
	};
	char name[128];
	size_t i, k, nr = 0;
	int err = 0;

	for (i = 0; i < NR_KEYS && !err; i++) {
		for (k = 0; k < sizeof(old) / sizeof(old[0]) &&
		     strcmp(old[k].key, keys[i].key); k++)
			;
		if (k == sizeof(old) / sizeof(old[0])) {
			err = lkl_config_set(config, keys[i].key,
					     keys[i].value);
			continue;
		}
		snprintf(name, sizeof(name), "LKL_HIJACK_%s",
			 old[k].variable);
		setenv(name, keys[i].value, 1);
		nr++;
	}
	if (nr != sizeof(old) / sizeof(old[0]))
		return -1;
	return err ? err : lkl_config_load_env(config);
}

/* In a child; 0 is good. */
static int run(void *arg)
{
	int (*fill)(struct lkl_config *config) = *(void **)arg;
	struct lkl_config *config = lkl_config_new();
	int fds[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds) ||
	    dup2(fds[0], WIRE) != WIRE)
		return 1;
	lkl_host_ops.print = print;
	if (fill(config) || lkl_config_start(config) ||
	    lkl_config_stop(config)) {
		KTAP_DIAG("%s", lkl_config_error(config));
		return 2;
	}
	lkl_config_free(config);
	return 0;
}

static char seen[4][16384];

/* What a kernel looks like that was configured by @fill. */
static int look(int (*fill)(struct lkl_config *config), char *text,
		size_t bytes)
{
	ssize_t got = 0, part;
	int ret;

	if (pipe(console_fds))
		KTAP_BAIL("pipe");
	ret = run_child(run, &fill, 30);
	close(console_fds[1]);
	while ((part = read(console_fds[0], text + got, bytes - 1 - got)) > 0)
		got += part;
	close(console_fds[0]);
	text[got] = '\0';
	return ret;
}

static void test_seen(const char *text)
{
	static const char *const wanted[] = {
		"lkl_test=1", "mem=48M", "eth0\t00000000\t0100090A",
		"eth0\t000010AC\t0900090A", "eth0\t0000A8C0\t0800090A",
		"02:00:00:00:00:07", "nameserver 10.9.0.3", "ip_forward:\n1\n",
		"somaxconn:\n77\n", "mtu:\n1300\n", "02:00:00:00:09:02",
	};
	size_t i, missing = 0;

	for (i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		if (strstr(text, wanted[i]))
			continue;
		KTAP_DIAG("no %s", wanted[i]);
		missing++;
	}
	CHECK_EQ(missing, 0, "everything is set");
}

int main(void)
{
	KTAP_PLAN(8);
	CHECK_EQ(look(set_keys, seen[0], sizeof(seen[0])), 0, "code");
	test_seen(seen[0]);
	CHECK_EQ(look(load_json, seen[1], sizeof(seen[1])), 0, "JSON");
	CHECK(!strcmp(seen[1], seen[0]), "makes the same");
	CHECK_EQ(look(load_env, seen[2], sizeof(seen[2])), 0, "environment");
	CHECK(!strcmp(seen[2], seen[0]), "makes the same");
	CHECK_EQ(look(load_old_env, seen[3], sizeof(seen[3])), 0,
		 "environment of programs for lkl/linux");
	CHECK(!strcmp(seen[3], seen[0]), "makes the same");
	return KTAP_END();
}
