// SPDX-License-Identifier: GPL-2.0
/*
 * What the stock vector driver does not survive: a tunnel of which half is said
 * is switched on; a tap is asked for the sizes of its queues; one that is gone
 * is sent to.
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
	return (int)err;
}

/* Frames that an interface of the kernel did not send. */
static unsigned long dropped(const char *name)
{
	static char text[8192];
	long fd = lkl_sys_open("/proc/net/dev", LKL_O_RDONLY, 0), n;
	unsigned long nr = 0;
	char format[80];
	char *line;

	n = lkl_sys_read(fd, text, sizeof(text) - 1);
	lkl_sys_close(fd);
	text[n > 0 ? n : 0] = 0;
	snprintf(format, sizeof(format), " %s: %%*u %%*u %%*u %%*u %%*u %%*u "
		 "%%*u %%*u %%*u %%*u %%*u %%lu", name);
	for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		if (sscanf(line, format, &nr) == 1)
			break;
	return nr;
}

/* The first frame after its end may be the one that finds out. */
static void send_frames(int ifindex)
{
	struct sockaddr_in in = in4("10.9.0.255", 9);
	int i, on = 1;
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);

	lkl_if_set_ipv4(ifindex, inet_addr("10.9.0.2"), 24);
	lkl_sys_setsockopt(fd, LKL_SOL_SOCKET, LKL_SO_BROADCAST, (char *)&on,
			   sizeof(on));
	for (i = 0; i < 10; i++)
		lkl_sys_sendto(fd, "frame", 5, 0, (void *)&in, sizeof(in));
	lkl_sys_close(fd);
}

int main(void)
{
	int tap, gone;

	own_namespace();
	if (access("/dev/net/tun", F_OK))
		KTAP_SKIP_ALL("host: there is no /dev/net/tun");
	devices_boot("vec0:transport=gre,src=127.0.0.1,dst=127.0.0.1,rx_key=1 "
		     "vec1:transport=l2tpv3,src=127.0.0.1,dst=127.0.0.1 "
		     "vec2:transport=tap vec3:transport=tap,ifname=gone");
	devices_need("/proc/net/dev", "vec3");
	KTAP_PLAN(9);
	CHECK(lkl_if_up(lkl_ifname_to_ifindex("vec0")) < 0,
	      "GRE with one key is not switched on");
	CHECK(lkl_if_up(lkl_ifname_to_ifindex("vec1")) < 0,
	      "nor L2TP without a session");
	tap = lkl_ifname_to_ifindex("vec2");
	CHECK_EQ(ask_queues("vec2"), -LKL_EOPNOTSUPP,
		 "a tap does not tell of queues");
	CHECK_EQ(lkl_if_up(tap), 0, "it is switched on");
	CHECK_EQ(ask_queues("vec2"), -LKL_EOPNOTSUPP, "nor then");
	CHECK_EQ(lkl_if_down(tap), 0, "and off");
	gone = lkl_ifname_to_ifindex("vec3");
	lkl_if_up(gone);
	host("ip link del gone");
	send_frames(gone);
	CHECK(dropped("vec3") > 5, "frames for a tap that is gone are lost");
	CHECK_EQ(lkl_if_down(gone), 0, "and it is switched off");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
