// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 120
 *
 * Queueing disciplines that send when it is time: fq paces sockets, and htb has
 * a class with a rate.
 */
#include "qdisc.h"

#define PACE		1000000U
#define RATE		4000000U
#define DATAGRAMS	20
#define DATAGRAM	5000
#define PORT		5040

/* Seconds from the first of some datagrams to the last, or -1. */
static double time_datagrams(unsigned int pace)
{
	static char data[DATAGRAM];
	struct sockaddr_in in = in4("10.9.0.3", PORT);
	struct timeval patience = { .tv_sec = 5 };
	long from = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	long to = CALL(&other.stack, socket, AF_INET, SOCK_DGRAM, 0);
	double begin;
	int i, got = 0;

	CALL(&other.stack, setsockopt, to, SOL_SOCKET, SO_RCVTIMEO,
	     (long)&patience, sizeof(patience));
	CALL(&other.stack, bind, to, (long)&in, sizeof(in));
	lkl_sys_setsockopt(from, LKL_SOL_SOCKET, LKL_SO_MAX_PACING_RATE,
			   (void *)&pace, sizeof(pace));
	begin = now();
	for (i = 0; i < DATAGRAMS; i++)
		lkl_sys_sendto(from, data, DATAGRAM, 0, (void *)&in,
			       sizeof(in));
	while (got < DATAGRAMS &&
	       CALL(&other.stack, recvfrom, to, (long)data, DATAGRAM, 0, 0,
		    0) == DATAGRAM)
		got++;
	lkl_sys_close(from);
	CALL(&other.stack, close, to);
	return got == DATAGRAMS ? now() - begin : -1;
}

/* Sockets are paced by nobody else, but for those of TCP. */
static void test_fq(void)
{
	double seconds, wanted = (double)DATAGRAMS * DATAGRAM / PACE;

	test_passes("fq");
	seconds = time_datagrams(PACE);
	CHECK(seconds > wanted / 2, "fq: paces datagrams, %.0f ms",
	      seconds * 1000);
}

static int add_class(uint32_t root)
{
	struct lkl_tcmsg header = {
		.tcm_ifindex = ifindex,
		.tcm_parent = root,
		.tcm_handle = root | 1,
	};
	struct lkl_tc_htb_opt opt = {
		.rate = {
			.linklayer = LKL_TC_LINKLAYER_ETHERNET,
			.rate = RATE,
		},
		/* In units of 64 ns: 10 ms of the rate. */
		.buffer = 10000000 / 64,
		.cbuffer = 10000000 / 64,
	};
	struct lkl_nl nl;
	size_t options;

	opt.ceil = opt.rate;
	lkl_nl_begin(&nl, LKL_RTM_NEWTCLASS, LKL_NLM_F_CREATE, &header,
		     sizeof(header));
	lkl_nl_put_text(&nl, LKL_TCA_KIND, "htb");
	options = lkl_nl_nest(&nl, LKL_TCA_OPTIONS);
	lkl_nl_put(&nl, LKL_TCA_HTB_PARMS, &opt, sizeof(opt));
	lkl_nl_end(&nl, options);
	return lkl_nl_talk(&nl, LKL_NETLINK_ROUTE);
}

static void test_htb(void)
{
	double seconds;

	test_passes("htb default 1");
	CHECK_EQ(add_class(find_root().handle), 0, "htb: a class");
	seconds = now();
	CHECK(tcp(&on_lkl, &other.stack, "10.9.0.3", BYTES),
	      "htb: a stream through it");
	seconds = now() - seconds;
	CHECK(seconds > (double)BYTES / RATE / 2, "htb: has its rate, %.0f ms",
	      seconds * 1000);
}

int main(void)
{
	KTAP_PLAN(4 + 6);
	start_kernels();
	test_fq();
	test_htb();
	other_halt(&other);
	lkl_sys_halt();
	return KTAP_END();
}
