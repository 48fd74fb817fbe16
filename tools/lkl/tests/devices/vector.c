// SPDX-License-Identifier: GPL-2.0
/*
 * Vector interfaces on a tap, on an interface of the host, on a descriptor and
 * on a tap that is read by a packet socket: traffic both ways, with offloads.
 */
#include <linux/if_ether.h>
#include <net/if.h>
#include <netpacket/packet.h>

#include "../net/net.h"
#include "devices.h"

#define BYTES	(4 << 20)

/* A packet socket, for the kernel to use. */
static int packet_socket(const char *name)
{
	struct sockaddr_ll addr = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(ETH_P_ALL),
		.sll_ifindex = (int)if_nametoindex(name),
	};
	int fd = socket(AF_PACKET, SOCK_RAW, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&addr, sizeof(addr)))
		KTAP_BAIL("no packet socket");
	return fd;
}

/* Mean size of the frames that the host has got or sent by an interface. */
static unsigned long long mean(const char *name, const char *way)
{
	unsigned long long rx[2] = { 0 }, tx[2] = { 0 };
	char line[512], format[64];
	FILE *f = fopen("/proc/net/dev", "r");

	snprintf(format, sizeof(format),
		 " %s: %%llu %%llu %%*u %%*u %%*u %%*u %%*u %%*u %%llu %%llu",
		 name);
	while (f && fgets(line, sizeof(line), f))
		sscanf(line, format, &rx[0], &rx[1], &tx[0], &tx[1]);
	if (f)
		fclose(f);
	return *way == 'r' ? rx[0] / (rx[1] + 1) : tx[0] / (tx[1] + 1);
}

static int set_up(int nr)
{
	char name[16], addr[32];
	int ifindex;

	snprintf(name, sizeof(name), "vec%d", nr);
	snprintf(addr, sizeof(addr), "10.9.%d.2", nr);
	ifindex = lkl_ifname_to_ifindex(name);
	if (ifindex < 0)
		return ifindex;
	lkl_if_set_ipv4(ifindex, inet_addr(addr), 24);
	return lkl_if_up(ifindex);
}

static void test_traffic(int nr, const char *what)
{
	char here[32], there[32];

	snprintf(here, sizeof(here), "10.9.%d.2", nr);
	snprintf(there, sizeof(there), "10.9.%d.1", nr);
	CHECK_EQ(set_up(nr), 0, "%s: it is up", what);
	CHECK(udp(&on_lkl, &on_host, there, 20000) &&
	      udp(&on_host, &on_lkl, here, 20000), "%s: UDP", what);
	CHECK(tcp(&on_lkl, &on_host, there, BYTES), "%s: TCP out", what);
	CHECK(tcp(&on_host, &on_lkl, here, BYTES), "%s: TCP in", what);
}

/* A script of the user, which is run in the background. */
static const char *make_script(const char *result)
{
	const char *script = disk_path("script");

	if (run("printf '#!/bin/sh\\necho $1 >%s\\n' >%s; chmod +x %s", result,
		script, script))
		KTAP_BAIL("no script");
	return script;
}

static int has_run(const char *result)
{
	int tries, missing = 1;

	for (tries = 0; tries < 500 && missing; tries++) {
		usleep(10000);
		missing = run("[ \"$(cat %s 2>/dev/null)\" = tap0 ]", result);
	}
	return !missing;
}

static void set_down(int nr)
{
	char name[16];

	snprintf(name, sizeof(name), "vec%d", nr);
	CHECK_EQ(lkl_if_down(lkl_ifname_to_ifindex(name)), 0, "%s is down",
		 name);
}

static void host_pair(const char *ours, const char *theirs, int nr)
{
	host("ip link add %s type veth peer name %s", ours, theirs);
	host("ip addr add 10.9.%d.1/24 dev %s; ip link set %s up", nr, ours,
	     ours);
	host("ip link set %s up", theirs);
}

int main(void)
{
	const char *result, *script;
	int fd;

	own_namespace();
	if (access("/dev/net/tun", F_OK))
		KTAP_SKIP_ALL("host: there is no /dev/net/tun");
	host("ip tuntap add dev tap0 mode tap");
	host("ip addr add 10.9.0.1/24 dev tap0; ip link set tap0 up");
	host("ip tuntap add dev tap3 mode tap");
	host("ip addr add 10.9.3.1/24 dev tap3; ip link set tap3 up");
	host_pair("v0", "v1", 1);
	host_pair("w0", "w1", 2);
	/* Frames on the descriptor have no header that could tell. */
	host("ethtool -K w0 tx off tso off gso off tx-udp-segmentation off "
	     ">/dev/null");
	fd = packet_socket("w1");
	result = disk_path("result");
	script = make_script(result);
	devices_boot("vec0:transport=tap,ifname=tap0,gro=1,ifup=%s "
		     "vec1:transport=raw,ifname=v1,gro=1,depth=128 "
		     "vec2:transport=fd,fd=%d,mac=02:00:00:00:00:17 "
		     "vec3:transport=hybrid,ifname=tap3,gro=1",
		     script, fd);
	devices_need("/proc/net/dev", "vec0");
	KTAP_PLAN(4 * 4 + 5 + 4 + 1);
	test_traffic(0, "tap");
	CHECK(has_run(result), "its script has run");
	CHECK(mean("tap0", "rx") > 3000, "large frames come from the tap");
	CHECK(mean("tap0", "tx") > 3000, "and go to it");
	test_traffic(1, "raw");
	CHECK(mean("v0", "rx") > 3000, "large frames come from the interface");
	CHECK(mean("v0", "tx") > 3000, "and go to it");
	test_traffic(2, "fd");
	test_traffic(3, "hybrid");
	set_down(0);
	set_down(1);
	set_down(2);
	set_down(3);
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
