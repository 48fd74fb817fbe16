// SPDX-License-Identifier: GPL-2.0
/*
 * A kernel and its network, set up by one configuration in JSON.
 */
#include "net.h"

#include <lkl/linux/ethtool.h>
#include <lkl/linux/fib_rules.h>
#include <lkl/linux/rtnetlink.h>

static const char json[] =
	"{ \"memory\": \"64M\", \"boot_cmdline\": \"quiet\",\n"
	"  \"mount\": [ \"proc\", \"sysfs\" ],\n"
	"  \"sysctl\": \"net.ipv4.tcp_congestion_control=bbr;"
	"net.ipv4.ip_forward=1\",\n"
	"  \"gateway\": \"10.9.0.1\", \"gateway6\": \"fd00:9::1\",\n"
	"  \"nameserver\": \"10.9.0.1\",\n"
	"  \"route\": [ \"172.16.0.0/12|10.9.0.9\", "
	"\"172.16.0.0/12|10.9.0.8|77\" ],\n"
	"  \"rule\": \"10.9.0.2/32|77|99\",\n"
	"  \"interfaces\": [ { \"type\": \"tap\", \"param\": \"tap0\",\n"
	"    \"ip\": \"10.9.0.2\", \"masklen\": \"24\", \"mtu\": 1400,\n"
	"    \"ipv6\": \"fd00:9::2\", \"masklen6\": 64,\n"
	"    \"mac\": \"02:00:00:09:00:02\", \"qdisc\": \"root|fq\",\n"
	"    \"neigh\": \"10.9.0.77|02:00:00:00:00:77\",\n"
	"    \"ifgateway\": \"10.9.0.5\", \"offload\": 0 } ]\n}\n";

/* Whether a dump has a message with an attribute of this value. */
struct wanted {
	size_t header_bytes;
	unsigned int type;
	const void *value;
	size_t bytes;
	int found;
};

static int look(void *arg, const struct lkl_nlmsghdr *message)
{
	struct wanted *w = arg;
	size_t bytes;
	const void *value = lkl_nl_find(message, w->header_bytes, w->type,
					&bytes);

	if (value && bytes == w->bytes && !memcmp(value, w->value, bytes))
		w->found++;
	return 0;
}

/* All that headers of these requests say is the family. */
static int dump_has(unsigned int request, int family, struct wanted *w)
{
	char header[64] = { family };
	struct lkl_nl nl;

	lkl_nl_begin(&nl, request, LKL_NLM_F_DUMP, header, w->header_bytes);
	return !lkl_nl_ask(&nl, LKL_NETLINK_ROUTE, look, w) && w->found;
}

static void test_tables(void)
{
	uint32_t table = 77, priority = 99, own = inet_addr("10.9.0.5");
	struct wanted route = { sizeof(struct lkl_rtmsg), LKL_RTA_TABLE,
				&table, sizeof(table), 0 };
	struct wanted rule = { sizeof(struct lkl_fib_rule_hdr),
			       LKL_FRA_PRIORITY, &priority,
			       sizeof(priority), 0 };
	struct wanted gateway = { sizeof(struct lkl_rtmsg), LKL_RTA_GATEWAY,
				  &own, sizeof(own), 0 };
	struct wanted qdisc = { sizeof(struct lkl_tcmsg), LKL_TCA_KIND, "fq",
				3, 0 };

	CHECK(dump_has(LKL_RTM_GETROUTE, LKL_AF_INET, &route),
	      "a route of a table");
	CHECK(dump_has(LKL_RTM_GETRULE, LKL_AF_INET, &rule), "rule");
	CHECK(dump_has(LKL_RTM_GETROUTE, LKL_AF_INET, &gateway), "ifgateway");
	CHECK(dump_has(LKL_RTM_GETQDISC, 0, &qdisc), "qdisc");
}

/* Whether the kernel leaves cutting TCP data into frames to others. */
static int has_tso(const char *name)
{
	struct lkl_ethtool_value value = { .cmd = LKL_ETHTOOL_GTSO };
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	struct lkl_ifreq ifr;

	memset(&ifr, 0, sizeof(ifr));
	strcpy(ifr.lkl_ifr_name, name);
	ifr.lkl_ifr_data = (void *)&value;
	if (lkl_sys_ioctl(fd, LKL_SIOCETHTOOL, (long)&ifr))
		KTAP_BAIL("ethtool");
	lkl_sys_close(fd);
	return value.data;
}

static void test_inside(void)
{
	char line[80];

	CHECK(tcp(&on_lkl, &on_host, "10.9.0.1", 1 << 20) &&
	      tcp(&on_host, &on_lkl, "10.9.0.2", 1 << 20), "traffic");
	CHECK(inside_has("/proc/sys/net/ipv4/tcp_congestion_control", "bbr") &&
	      inside_has("/proc/sys/net/ipv4/ip_forward", "1"), "sysctl");
	CHECK(inside_has("/sysfs/class/net/eth0/mtu", "1400"), "mtu");
	CHECK(inside_has("/sysfs/class/net/eth0/address", "02:00:00:09:00:02"),
	      "mac");
	CHECK(inside_has("/proc/net/arp", "02:00:00:00:00:77"), "neigh");
	CHECK(inside_has("/proc/net/route", "eth0\t00000000\t0100090A"),
	      "gateway");
	CHECK(inside_has("/proc/net/route", "eth0\t000010AC\t0900090A"),
	      "route");
	CHECK(inside_has("/proc/net/ipv6_route",
		       "00000000000000000000000000000000 00 "
		       "00000000000000000000000000000000 00 "
		       "fd000009000000000000000000000001"), "gateway6");
	CHECK(inside_has("/etc/resolv.conf", "nameserver 10.9.0.1\n"),
	      "nameserver");
	snprintf(line, sizeof(line), "fd000009000000000000000000000002 %02x 40",
		 lkl_ifname_to_ifindex("eth0"));
	CHECK(inside_has("/proc/net/if_inet6", line), "ipv6");
	CHECK_EQ(has_tso("eth0"), 0, "offload");
	CHECK(has_tso("eth1"), "all there are, if none is said");
	test_tables();
}

int main(void)
{
	struct lkl_config *config = lkl_config_new();
	int err;

	own_namespace();
	host("ip tuntap add tap0 mode tap");
	host("ip addr add 10.9.0.1/24 dev tap0; ip link set tap0 up");
	host("ip tuntap add tap1 mode tap");
	KTAP_PLAN(16 + 7);
	lkl_host_ops.print = NULL;
	CHECK(!lkl_config_set(config, "interfaces.0.param", "tap0") &&
	      lkl_config_start(config) == -LKL_EINVAL &&
	      strstr(lkl_config_error(config), "interfaces[0]: no type"),
	      "an interface without a type");
	CHECK(!lkl_config_set(config, "interfaces.0.type", "raw") &&
	      !lkl_config_set(config, "interfaces.0.param", "absent") &&
	      lkl_config_start(config) == -LKL_ENODEV,
	      "an interface that is not there");
	err = lkl_config_load_json(config, json, strlen(json));
	CHECK_EQ(err, 0, "JSON %s", lkl_config_error(config));
	lkl_config_set(config, "interfaces.1.type", "tap");
	lkl_config_set(config, "interfaces.1.param", "tap1");
	err = lkl_config_start(config);
	if (!CHECK_EQ(err, 0, "start"))
		KTAP_BAIL("%s", lkl_config_error(config));
	CHECK(lkl_config_netdev(config, 0) >= 0 &&
	      lkl_config_netdev(config, 1) >= 0 &&
	      lkl_config_netdev(config, 2) == -LKL_ENODEV, "its interfaces");
	test_inside();
	CHECK_EQ(lkl_config_stop(config), 0, "stop");
	CHECK_EQ(lkl_config_netdev(config, 0), -LKL_ENODEV, "no interfaces");
	lkl_config_free(config);
	return KTAP_END();
}
