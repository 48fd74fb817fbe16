// SPDX-License-Identifier: GPL-2.0
/*
 * What broke a kernel with a vector interface: a tunnel of which half is said
 * is switched on; a tap is asked for the sizes of its queues, and again when it
 * is down.
 */
#include <lkl/linux/ethtool.h>
#include <lkl/linux/if.h>
#include <lkl/linux/sockios.h>

#include "../net/net.h"
#include "devices.h"

static int ask_queues(const char *name)
{
	struct lkl_ethtool_ringparam ring = { .cmd = LKL_ETHTOOL_GRINGPARAM };
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	struct lkl_ifreq ifr;
	long err;

	memset(&ifr, 0, sizeof(ifr));
	strcpy(ifr.lkl_ifr_name, name);
	ifr.lkl_ifr_data = (void *)&ring;
	err = lkl_sys_ioctl(fd, LKL_SIOCETHTOOL, (long)&ifr);
	lkl_sys_close(fd);
	return err ? (int)err : (int)ring.rx_max_pending;
}

int main(void)
{
	int tap, raw;

	own_namespace();
	if (access("/dev/net/tun", F_OK))
		KTAP_SKIP_ALL("host: there is no /dev/net/tun");
	devices_boot("vec0:transport=gre,src=127.0.0.1,dst=127.0.0.1,rx_key=1 "
		     "vec1:transport=l2tpv3,src=127.0.0.1,dst=127.0.0.1 "
		     "vec2:transport=tap vec3:transport=raw,ifname=lo,depth=32");
	devices_need("/proc/net/dev", "vec3");
	KTAP_PLAN(11);
	CHECK(lkl_if_up(lkl_ifname_to_ifindex("vec0")) < 0,
	      "GRE with one key is not switched on");
	CHECK(lkl_if_up(lkl_ifname_to_ifindex("vec1")) < 0,
	      "nor L2TP without a session");
	tap = lkl_ifname_to_ifindex("vec2");
	raw = lkl_ifname_to_ifindex("vec3");
	CHECK_EQ(ask_queues("vec2"), 0, "a tap that is down has no queues");
	CHECK_EQ(lkl_if_up(tap), 0, "it is switched on");
	CHECK_EQ(ask_queues("vec2"), 0, "and has none either");
	CHECK_EQ(lkl_if_down(tap), 0, "and off");
	CHECK_EQ(lkl_if_up(raw), 0, "a packet socket is switched on");
	CHECK_EQ(ask_queues("vec3"), 32, "and has queues");
	CHECK_EQ(lkl_if_down(raw), 0, "and off");
	CHECK_EQ(ask_queues("vec3"), 0, "and has none any more");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
