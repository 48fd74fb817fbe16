// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 120
 *
 * Queueing disciplines pass on what is sent: fq_codel, sfq, and netem, which
 * delays and loses.
 */
#include "qdisc.h"

static void test_netem(void)
{
	struct sockaddr_in in = in4("10.9.0.3", 9);
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	unsigned int before;
	double seconds;
	int i;

	test_passes("netem delay 1ms loss 0.1%");
	lkl_qdisc_add(ifindex, "root", "netem delay 50ms");
	seconds = now();
	udp(&on_lkl, &other.stack, "10.9.0.3", 100);
	CHECK(now() - seconds >= 0.05, "netem: delays");
	lkl_qdisc_add(ifindex, "root", "netem loss 100%");
	before = find_root().stats.packets;
	for (i = 0; i < 10; i++)
		lkl_sys_sendto(fd, "x", 1, 0, (void *)&in, sizeof(in));
	lkl_sys_close(fd);
	CHECK_EQ(find_root().stats.packets, before, "netem: loses");
}

int main(void)
{
	KTAP_PLAN(2 * 3 + 5);
	start_kernels();
	test_passes("fq_codel");
	test_passes("sfq");
	test_netem();
	other_halt(&other);
	lkl_sys_halt();
	return KTAP_END();
}
