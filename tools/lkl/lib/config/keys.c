// SPDX-License-Identifier: GPL-2.0
/*
 * All keys of a configuration, and what their values have to be.
 */
#include <string.h>

#include <lkl_sys.h>

#include "config/config.h"

static int any(const char *value)
{
	(void)value;
	return 0;
}

static int text(const char *value)
{
	return *value ? 0 : -LKL_EINVAL;
}

static int ipv4(const char *value)
{
	uint8_t addr[4];

	return lkl__parse_ipv4(value, addr);
}

static int ipv6(const char *value)
{
	uint8_t addr[16];

	return lkl__parse_ipv6(value, addr);
}

static int ip(const char *value)
{
	uint8_t addr[16];
	int af;

	return lkl__parse_ip(value, &af, addr, NULL);
}

static int mac(const char *value)
{
	uint8_t bytes[6];

	return lkl__parse_mac(value, bytes);
}

static int number(const char *value)
{
	uint64_t nr;

	return lkl__parse_number(value, UINT64_MAX, &nr);
}

static int up_to(const char *value, uint64_t min, uint64_t max)
{
	uint64_t nr;

	return lkl__parse_number(value, max, &nr) || nr < min ?
	       -LKL_EINVAL : 0;
}

static int masklen(const char *value)
{
	return up_to(value, 0, 32);
}

static int masklen6(const char *value)
{
	return up_to(value, 0, 128);
}

static int mtu(const char *value)
{
	return up_to(value, 68, 65521);
}

static int queues(const char *value)
{
	return up_to(value, 1, 16);
}

static int single_cpu(const char *value)
{
	return up_to(value, 0, 2);
}

/* Microseconds, up to an hour. */
static int delay(const char *value)
{
	return up_to(value, 0, 3600000000);
}

static int flag(const char *value)
{
	return up_to(value, 0, 1);
}

static int type(const char *value)
{
	unsigned int from;

	return lkl__parse_type(value, &from);
}

/* As the command line has it: a number with K, M or G. */
static int memory(const char *value)
{
	size_t digits = strspn(value, "0123456789");
	const char *unit = value + digits;

	if (!digits || digits > 12)
		return -LKL_EINVAL;
	return !*unit || (strchr("KMGkmg", *unit) && !unit[1]) ?
	       0 : -LKL_EINVAL;
}

static int assignment(char *entry, void *arg)
{
	(void)arg;
	return strchr(entry, '=') && *entry != '=' ? 0 : -LKL_EINVAL;
}

static int sysctl(const char *value)
{
	return lkl__config_each(value, assignment, NULL);
}

static int one_route(char *entry, void *arg)
{
	struct lkl__route route;

	(void)arg;
	return lkl__parse_route(entry, &route);
}

static int route(const char *value)
{
	return lkl__config_each(value, one_route, NULL);
}

static int one_rule(char *entry, void *arg)
{
	struct lkl__rule rule;

	(void)arg;
	return lkl__parse_rule(entry, &rule);
}

static int rule(const char *value)
{
	return lkl__config_each(value, one_rule, NULL);
}

static int one_neigh(char *entry, void *arg)
{
	struct lkl__neigh neigh;

	(void)arg;
	return lkl__parse_neigh(entry, &neigh);
}

static int neigh(const char *value)
{
	return lkl__config_each(value, one_neigh, NULL);
}

static int one_qdisc(char *entry, void *arg)
{
	(void)arg;
	return strchr(entry, '|') ? 0 : -LKL_EINVAL;
}

static int qdisc(const char *value)
{
	return lkl__config_each(value, one_qdisc, NULL);
}

const struct lkl__config_key lkl__config_top_keys[NR_TOP] = {
	[TOP_GATEWAY] = { "gateway", ipv4, "an IPv4 address" },
	[TOP_GATEWAY6] = { "gateway6", ipv6, "an IPv6 address" },
	[TOP_NAMESERVER] = { "nameserver", ip, "an IP address" },
	[TOP_SYSCTL] = { "sysctl", sysctl, "NAME=VALUE;..." },
	[TOP_BOOT_CMDLINE] = { "boot_cmdline", any, "a text" },
	[TOP_MEMORY] = { "memory", memory, "a size such as 64M" },
	[TOP_MOUNT] = { "mount", text, "TYPE,..." },
	[TOP_ROUTE] = { "route", route, "ADDRESS/LEN|GATEWAY[|TABLE];..." },
	[TOP_RULE] = { "rule", rule, "ADDRESS/LEN|TABLE[|PRIORITY];..." },
	[TOP_NFTABLES] = { "nftables", text, "the name of a file" },
	[TOP_DEBUG] = { "debug", number, "a number" },
	[TOP_SINGLECPU] = { "singlecpu", single_cpu, "0, 1 or 2" },
	[TOP_DELAY_MAIN] = { "delay_main", delay,
			     "a number up to 3600000000" },
	[TOP_DUMP] = { "dump", text, "FILE,..." },
	[TOP_PCAP] = { "pcap", text, "the name of a file" },
};

const struct lkl__config_key lkl__config_if_keys[NR_IF] = {
	[IF_TYPE] = { "type", type,
		      "tap, raw, macvtap, fd, pipe, vde, slirp or passt" },
	[IF_PARAM] = { "param", text, "a text" },
	[IF_IP] = { "ip", ipv4, "an IPv4 address" },
	[IF_MASKLEN] = { "masklen", masklen, "a number up to 32" },
	[IF_IPV6] = { "ipv6", ipv6, "an IPv6 address" },
	[IF_MASKLEN6] = { "masklen6", masklen6, "a number up to 128" },
	[IF_MAC] = { "mac", mac, "an address such as 02:00:00:00:00:01" },
	[IF_MTU] = { "mtu", mtu, "a number from 68 to 65521" },
	[IF_GATEWAY] = { "ifgateway", ipv4, "an IPv4 address" },
	[IF_GATEWAY6] = { "ifgateway6", ipv6, "an IPv6 address" },
	[IF_OFFLOAD] = { "offload", number, "a number" },
	[IF_NEIGH] = { "neigh", neigh, "ADDRESS|MAC;..." },
	[IF_QDISC] = { "qdisc", qdisc, "root|TYPE;..." },
	[IF_QUEUES] = { "queues", queues, "a number from 1 to 16" },
	[IF_VNET_HDR] = { "vnet_hdr", flag, "0 or 1" },
	[IF_FORWARD] = { "forward", text, "PROTOCOL:PORT:PORT ..." },
	[IF_PCAP] = { "pcap", text, "the name of a file" },
};
