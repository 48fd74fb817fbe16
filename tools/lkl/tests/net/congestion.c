// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 120
 *
 * Congestion controls between two kernels: each is what the connection has
 * after a stream, and has seen what it works with.
 */
#include "net.h"

#include <lkl/linux/inet_diag.h>
#include <lkl/linux/pkt_sched.h>
#include <lkl/linux/rtnetlink.h>
#include <lkl/linux/tcp.h>

#define BYTES	(2 << 20)
#define PORT	5030

static struct other other;
static int ifindex;

/* What is known of a connection that has sent a stream. */
struct after {
	char name[16];
	union lkl_tcp_cc_info control;
	struct lkl_tcp_info info;
	int arrived;
};

static void get(long fd, int option, void *value, int bytes)
{
	lkl_sys_getsockopt(fd, LKL_IPPROTO_TCP, option, value, &bytes);
}

static void *receive(void *arg)
{
	receive_stream(arg);
	return NULL;
}

static struct after after_stream(void)
{
	struct sockaddr_in in = in4("10.9.0.3", PORT);
	struct receiver r = { .stack = &other.stack };
	struct after after = { 0 };
	pthread_t thread;
	int i, err;
	long fd;

	r.listener = listen_on(&other.stack, &in, sizeof(in));
	pthread_create(&thread, NULL, receive, &r);
	fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, 0);
	err = lkl_sys_connect(fd, (void *)&in, sizeof(in));
	if (!err)
		err = send_stream(&on_lkl, fd, BYTES);
	/* All has been acknowledged before the connection is looked at. */
	for (i = 0; i < 500; i++) {
		get(fd, LKL_TCP_INFO, &after.info, sizeof(after.info));
		if (!after.info.tcpi_unacked && !after.info.tcpi_notsent_bytes)
			break;
		usleep(10000);
	}
	get(fd, LKL_TCP_CONGESTION, after.name, sizeof(after.name));
	get(fd, LKL_TCP_CC_INFO, &after.control, sizeof(after.control));
	lkl_sys_close(fd);
	if (err)
		CALL(&other.stack, shutdown, r.listener, SHUT_RDWR);
	pthread_join(thread, NULL);
	CALL(&other.stack, close, r.listener);
	after.arrived = !err && r.good == BYTES && !r.bad;
	return after;
}

static struct after stream_with(const char *name)
{
	static const char key[] = "net.ipv4.tcp_congestion_control";
	struct after after;

	CHECK(!lkl_sysctl(key, name) &&
	      !SYMBOL(other.stack.kernel, lkl_sysctl)(key, name),
	      "%s can be had", name);
	after = after_stream();
	CHECK(after.arrived && !strcmp(after.name, name),
	      "%s: a stream, with %s", name, after.name);
	return after;
}

/* Half of all packets get the mark of a router whose queue is long. */
static int mark_packets(void)
{
	struct lkl_tcmsg header = {
		.tcm_ifindex = ifindex,
		.tcm_parent = LKL_TC_H_ROOT,
	};
	struct {
		struct lkl_tc_netem_qopt opt;
		struct lkl_nlattr head;
		uint32_t on;
	} options = {
		.opt = { .limit = 1000, .loss = UINT32_MAX / 2 },
		.head = { 8, LKL_TCA_NETEM_ECN },
		.on = 1,
	};
	struct lkl_nl nl;

	lkl_nl_begin(&nl, LKL_RTM_NEWQDISC,
		     LKL_NLM_F_CREATE | LKL_NLM_F_REPLACE, &header,
		     sizeof(header));
	lkl_nl_put_text(&nl, LKL_TCA_KIND, "netem");
	lkl_nl_put(&nl, LKL_TCA_OPTIONS, &options, sizeof(options));
	return lkl_nl_talk(&nl, LKL_NETLINK_ROUTE);
}

/* After a connection without such marks it would be another one, "reno". */
static void test_dctcp(void)
{
	struct after after;

	CHECK_EQ(mark_packets(), 0, "a queue that marks packets");
	after = stream_with("dctcp");
	CHECK(after.info.tcpi_options & LKL_TCPI_OPT_ECN &&
	      after.control.dctcp.dctcp_enabled == 1,
	      "dctcp: both ends have agreed on marks");
	CHECK(after.info.tcpi_delivered_ce, "dctcp: %u packets were marked",
	      after.info.tcpi_delivered_ce);
	lkl_qdisc_add(ifindex, "root", "fq_codel");
}

int main(void)
{
	struct after after;
	int fds[2], id;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	KTAP_PLAN(3 * 2 + 1 + 3 + 1);
	boot("mem=64M");
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0], .vnet_hdr = 1);
	ifindex = if_setup(id, "10.9.0.2", 24);
	other_boot(&other, fds[1], 1, "10.9.0.3");
	after = stream_with("cubic");
	CHECK(!(after.info.tcpi_options & LKL_TCPI_OPT_ECN),
	      "cubic: no marks without being asked");
	after = stream_with("bbr");
	CHECK(after.control.bbr.bbr_bw_lo | after.control.bbr.bbr_bw_hi,
	      "bbr: knows a bandwidth, %u bytes/s", after.control.bbr.bbr_bw_lo);
	test_dctcp();
	other_halt(&other);
	lkl_sys_halt();
	return KTAP_END();
}
