// SPDX-License-Identifier: GPL-2.0
/*
 * A tap of the host: traffic both ways, with offloads and without, and an
 * interface that comes and goes while the kernel runs.
 */
#include "net.h"

#define BYTES	(8 << 20)
#define ROUNDS	10

static uint64_t tap_packets(const char *which)
{
	unsigned long long nr = 0;
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "ip -s -o link show tap0 | "
		 "sed 's/.*%s: *[^\\\\]*\\\\ *[0-9]* *\\([0-9]*\\).*/\\1/'",
		 which);
	f = popen(path, "r");
	if (!f || fscanf(f, "%llu", &nr) != 1)
		KTAP_BAIL("no statistics of tap0");
	pclose(f);
	return nr;
}

static void test_traffic(const char *what, uint64_t no_offload)
{
	uint64_t rx, tx;
	int id, ifindex;

	id = NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap0",
			 .no_offload = no_offload);
	ifindex = if_setup(id, "10.9.0.2", 24);
	CHECK(id >= 0 && ifindex > 0, "%s: a tap is an interface", what);
	CHECK(udp(&on_lkl, &on_host, "10.9.0.1", 1000), "%s: UDP out", what);
	CHECK(udp(&on_host, &on_lkl, "10.9.0.2", 1000), "%s: UDP in", what);
	CHECK(udp(&on_lkl, &on_host, "10.9.0.1", 40000) &&
	      udp(&on_host, &on_lkl, "10.9.0.2", 40000),
	      "%s: UDP in fragments", what);
	/* What the host receives from the tap was sent by the kernel. */
	rx = tap_packets("RX");
	CHECK(tcp(&on_lkl, &on_host, "10.9.0.1", BYTES), "%s: TCP out", what);
	rx = tap_packets("RX") - rx;
	tx = tap_packets("TX");
	CHECK(tcp(&on_host, &on_lkl, "10.9.0.2", BYTES), "%s: TCP in", what);
	tx = tap_packets("TX") - tx;
	KTAP_DIAG("%s: %u bytes were %llu frames out, %llu in", what, BYTES,
		  (unsigned long long)rx, (unsigned long long)tx);
	CHECK((rx < BYTES / 3000) == !no_offload,
	      "%s: large frames go out, if offloads are on", what);
	CHECK((tx < BYTES / 3000) == !no_offload,
	      "%s: large frames come in, if offloads are on", what);
	CHECK_EQ(lkl_netdev_carrier(id), 1, "%s: there is a carrier", what);
	CHECK_EQ(lkl_netdev_close(id), 0, "%s: it goes", what);
	CHECK_EQ(lkl_if_up(ifindex), -LKL_ENODEV, "%s: it has gone", what);
}

static int come_and_go(void)
{
	int id = NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap0");
	int ok = if_setup(id, "10.9.0.2", 24) > 0 &&
		 udp(&on_lkl, &on_host, "10.9.0.1", 100);

	return !lkl_netdev_close(id) && ok;
}

static void test_old_api(void)
{
	uint8_t mac[6] = { 2, 0, 0, 1, 2, 3 };
	struct lkl_netdev_args args = { .mac = mac, .offload = 0 };
	struct lkl_netdev *nd = lkl_netdev_tap_create("tap0", 0);
	int id = nd ? lkl_netdev_add(nd, &args) : -1;

	CHECK(if_setup(id, "10.9.0.2", 24) > 0 &&
	      tcp(&on_lkl, &on_host, "10.9.0.1", 1 << 20),
	      "the interface of programs for lkl/linux");
	CHECK_EQ(lkl_netdev_add(nd, &args), -LKL_EBUSY, "is added once");
	host("ip neigh show dev tap0 | grep -q 02:00:00:01:02:03");
	lkl_netdev_remove(id);
	lkl_netdev_free(nd);
}

int main(void)
{
	int i;

	own_namespace();
	host("ip tuntap add tap0 mode tap");
	host("ip addr add 10.9.0.1/24 dev tap0; ip link set tap0 up");
	KTAP_PLAN(2 * 11 + 5);
	boot("mem=64M");
	test_traffic("offloads", 0);
	test_traffic("no offloads", LKL_NETDEV_OFFLOAD_TX |
		     LKL_NETDEV_OFFLOAD_RX);
	for (i = 0; i < ROUNDS && come_and_go(); i++)
		;
	CHECK_EQ(i, ROUNDS, "interfaces come and go");
	test_old_api();
	i = NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap0");
	CHECK_EQ(lkl_sys_halt(), 0, "halt with an interface");
	CHECK_EQ(lkl_netdev_close(i), 0, "which is closed afterwards");
	return KTAP_END();
}
