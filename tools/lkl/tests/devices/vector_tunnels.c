// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 120
 *
 * Vector interfaces of two kernels, connected by tunnels over the host's
 * network: GRE and L2TPv3, in all that their headers can have.
 */
#include "../net/net.h"
#include "devices.h"

#define BYTES	(1 << 20)

/* What is said of each, with the numbers of this end and of the other. */
static const struct {
	const char *name;
	const char *format;
} tunnels[] = {
	{ "GRE", "transport=gre,src=127.0.0.%1$d,dst=127.0.0.%2$d" },
	{ "GRE with keys and sequence over IPv6",
	  "transport=gre,v6=1,src=fd00::%1$d,dst=fd00::%2$d,rx_key=%1$d,"
	  "tx_key=%2$d,sequence=1" },
	{ "L2TPv3", "transport=l2tpv3,src=127.0.2.%1$d,dst=127.0.2.%2$d,"
	  "rx_session=%1$d,tx_session=%2$d" },
	{ "L2TPv3 with cookies and counter",
	  "transport=l2tpv3,src=127.0.3.%1$d,dst=127.0.3.%2$d,"
	  "rx_session=%1$d,tx_session=%2$d,cookie64=1,rx_cookie=0x1234%1$d,"
	  "tx_cookie=0x1234%2$d,counter=1" },
	{ "L2TPv3 over UDP",
	  "transport=l2tpv3,udp=1,src=127.0.4.%1$d,dst=127.0.4.%2$d,"
	  "srcport=170%1$d,dstport=170%2$d,rx_session=%1$d,tx_session=%2$d" },
};

#define NR	((int)(sizeof(tunnels) / sizeof(tunnels[0])))

static const char *command_line(int end)
{
	static char line[1024];
	size_t used = 0;
	int i;

	for (i = 0; i < NR; i++) {
		used += (size_t)snprintf(line + used, sizeof(line) - used,
					 " vec%d:", i);
		used += (size_t)snprintf(line + used, sizeof(line) - used,
					 tunnels[i].format, end, 3 - end);
	}
	return line;
}

static int set_up(int nr, const char *addr,
		  __typeof__(&lkl_ifname_to_ifindex) find,
		  __typeof__(&lkl_if_set_ipv4) set_ip,
		  __typeof__(&lkl_if_up) up)
{
	char name[16];
	int ifindex;

	snprintf(name, sizeof(name), "vec%d", nr);
	ifindex = find(name);
	if (ifindex < 0)
		return ifindex;
	set_ip(ifindex, inet_addr(addr), 24);
	return up(ifindex);
}

static void test_tunnel(int nr, const struct stack *other)
{
	const char *what = tunnels[nr].name;
	struct lkl *k = other->kernel;
	char here[32], there[32];

	snprintf(here, sizeof(here), "10.9.%d.1", nr);
	snprintf(there, sizeof(there), "10.9.%d.2", nr);
	CHECK_EQ(set_up(nr, here, lkl_ifname_to_ifindex, lkl_if_set_ipv4,
			lkl_if_up), 0, "%s: it is up", what);
	CHECK_EQ(set_up(nr, there, SYMBOL(k, lkl_ifname_to_ifindex),
			SYMBOL(k, lkl_if_set_ipv4), SYMBOL(k, lkl_if_up)), 0,
		 "%s: and the other end", what);
	CHECK(udp(&on_lkl, other, there, 4000) &&
	      udp(other, &on_lkl, here, 4000), "%s: UDP", what);
	CHECK(tcp(&on_lkl, other, there, BYTES) &&
	      tcp(other, &on_lkl, here, BYTES), "%s: TCP", what);
}

int main(void)
{
	struct stack other = { 0 };
	int err, i;

	own_namespace();
	host("ip addr add fd00::1 dev lo; ip addr add fd00::2 dev lo");
	devices_boot("quiet %s", command_line(1));
	devices_need("/proc/net/dev", "vec0");
	other.kernel = lkl_load(NULL, &err);
	if (!other.kernel)
		KTAP_BAIL("lkl_load: %s", lkl_strerror(err));
	SYMBOL(other.kernel, lkl_host_ops)->print = NULL;
	err = lkl_kernel_start(other.kernel, "mem=64M %s", command_line(2));
	if (err)
		KTAP_BAIL("the other kernel: %s", lkl_strerror(err));
	KTAP_PLAN(4 * NR + 2);
	for (i = 0; i < NR; i++)
		test_tunnel(i, &other);
	CHECK(!lkl_kernel_halt(other.kernel) && !lkl_unload(other.kernel),
	      "the other kernel halts");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
