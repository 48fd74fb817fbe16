// SPDX-License-Identifier: GPL-2.0
/*
 * A tap with several queues: the kernel uses as many as it is told to, and
 * frames come through all of them.
 */
#include "net.h"

#include <lkl/linux/ethtool.h>
#include <sys/uio.h>

#define NR_QUEUES	4
#define NR_FLOWS	32
#define NR_FDS		256

/* By descriptor, of which each queue has one. */
static unsigned int nr_frames[NR_FDS];

/* The library's calls come here instead of to libc. */
ssize_t readv(int fd, const struct iovec *iov, int nr)
{
	ssize_t ret = syscall(SYS_readv, fd, iov, nr);

	if (ret > 0 && fd < NR_FDS)
		__atomic_fetch_add(&nr_frames[fd], 1, __ATOMIC_RELAXED);
	return ret;
}

/* Return: through how many queues frames have come since the last call. */
static int nr_used(void)
{
	int fd, nr = 0;

	for (fd = 0; fd < NR_FDS; fd++)
		nr += !!__atomic_exchange_n(&nr_frames[fd], 0,
					    __ATOMIC_RELAXED);
	return nr;
}

static int ethtool(void *request)
{
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0), ret;
	struct lkl_ifreq ifr;

	memset(&ifr, 0, sizeof(ifr));
	strcpy(ifr.lkl_ifr_name, "eth0");
	ifr.lkl_ifr_data = request;
	ret = lkl_sys_ioctl(fd, LKL_SIOCETHTOOL, (long)&ifr);
	lkl_sys_close(fd);
	return ret;
}

static int set_queues(unsigned int nr)
{
	struct lkl_ethtool_channels channels = {
		.cmd = LKL_ETHTOOL_SCHANNELS,
		.combined_count = nr,
	};

	return ethtool(&channels);
}

static struct lkl_ethtool_channels get_queues(void)
{
	struct lkl_ethtool_channels channels = {
		.cmd = LKL_ETHTOOL_GCHANNELS,
	};

	ethtool(&channels);
	return channels;
}

/* Many flows, so that the host spreads them over the queues. */
static int flows(void)
{
	int i;

	for (i = 0; i < NR_FLOWS; i++) {
		if (!tcp(&on_lkl, &on_host, "10.9.0.1", 100000) ||
		    !tcp(&on_host, &on_lkl, "10.9.0.2", 100000))
			break;
	}
	return i;
}

static int offload(uint32_t cmd, uint32_t on)
{
	struct lkl_ethtool_value value = { .cmd = cmd, .data = on };

	return ethtool(&value);
}

int main(void)
{
	struct lkl_ethtool_channels channels;
	int id;

	own_namespace();
	host("ip tuntap add tap0 mode tap multi_queue");
	host("ip addr add 10.9.0.1/24 dev tap0; ip link set tap0 up");
	KTAP_PLAN(10);
	boot("mem=64M");
	id = NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap0",
			 .nr_queues = NR_QUEUES);
	CHECK(if_setup(id, "10.9.0.2", 24) > 0, "a tap with queues");
	channels = get_queues();
	CHECK_EQ(channels.max_combined, NR_QUEUES, "the kernel sees them");
	CHECK_EQ(channels.combined_count, 1, "and uses one");
	CHECK(flows() == NR_FLOWS && nr_used() == 1, "flows through one");
	CHECK_EQ(set_queues(NR_QUEUES), 0, "it is told to use all");
	nr_used();
	CHECK(flows() == NR_FLOWS && nr_used() > 2, "flows through all");
	CHECK_EQ(set_queues(2), 0, "it is told to use two");
	/* What was in the others still comes. */
	usleep(100000);
	nr_used();
	CHECK(flows() == NR_FLOWS && nr_used() == 2, "flows through two");
	CHECK(!offload(LKL_ETHTOOL_SGSO, 0) && !offload(LKL_ETHTOOL_STSO, 0) &&
	      !offload(LKL_ETHTOOL_SGRO, 0), "offloads off at run time");
	CHECK_EQ(flows(), NR_FLOWS, "flows without");
	lkl_netdev_close(id);
	lkl_sys_halt();
	return KTAP_END();
}
