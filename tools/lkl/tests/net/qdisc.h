/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The queueing discipline of an interface between two kernels.
 */
#ifndef LKL_TESTS_QDISC_H
#define LKL_TESTS_QDISC_H

#include "net.h"

#include <lkl/linux/gen_stats.h>
#include <lkl/linux/pkt_sched.h>
#include <lkl/linux/rtnetlink.h>
#include <time.h>

#define BYTES	(1 << 20)

static struct other other;
static int ifindex;

/* The discipline at the root of the interface. */
struct root {
	char kind[16];
	uint32_t handle;
	struct lkl_gnet_stats_basic stats;
};

/* Of an attribute that is made of attributes. */
static void take_stats(struct root *root, const char *at, size_t bytes)
{
	struct lkl_nlattr attr;

	for (; bytes > sizeof(attr); at += attr.nla_len,
	     bytes -= attr.nla_len) {
		memcpy(&attr, at, sizeof(attr));
		attr.nla_len = (attr.nla_len + 3) & ~3;
		if (attr.nla_len < sizeof(attr) || attr.nla_len > bytes)
			return;
		if (attr.nla_type == LKL_TCA_STATS_BASIC)
			memcpy(&root->stats, at + sizeof(attr), 12);
	}
}

static int take_root(void *arg, const struct lkl_nlmsghdr *message)
{
	const struct lkl_tcmsg *tcm = (const void *)(message + 1);
	struct root *root = arg;
	const void *value;
	size_t bytes = 0;

	if (tcm->tcm_ifindex != ifindex || tcm->tcm_parent != LKL_TC_H_ROOT)
		return 0;
	root->handle = tcm->tcm_handle;
	value = lkl_nl_find(message, sizeof(*tcm), LKL_TCA_KIND, &bytes);
	if (value && bytes <= sizeof(root->kind))
		memcpy(root->kind, value, bytes);
	value = lkl_nl_find(message, sizeof(*tcm), LKL_TCA_STATS2, &bytes);
	if (value)
		take_stats(root, value, bytes);
	return 0;
}

static struct root find_root(void)
{
	struct lkl_tcmsg header = { .tcm_ifindex = ifindex };
	struct root root = { 0 };
	struct lkl_nl nl;

	lkl_nl_begin(&nl, LKL_RTM_GETQDISC, LKL_NLM_F_DUMP, &header,
		     sizeof(header));
	lkl_nl_ask(&nl, LKL_NETLINK_ROUTE, take_root, &root);
	return root;
}

static UNUSED double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

/* Three results: streams both ways; the one that is sent waits there. */
static void test_passes(const char *type)
{
	struct root root;

	CHECK_EQ(lkl_qdisc_add(ifindex, "root", type), 0, "%s", type);
	CHECK(tcp(&on_lkl, &other.stack, "10.9.0.3", BYTES) &&
	      tcp(&other.stack, &on_lkl, "10.9.0.2", BYTES), "%s: traffic",
	      type);
	root = find_root();
	CHECK(strlen(root.kind) == strcspn(type, " ") &&
	      !memcmp(root.kind, type, strlen(root.kind)) &&
	      root.stats.bytes > BYTES, "%s: %llu bytes went through %s",
	      type, (unsigned long long)root.stats.bytes, root.kind);
}

static UNUSED void start_kernels(void)
{
	int fds[2], id;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	boot("mem=64M");
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0], .vnet_hdr = 1);
	ifindex = if_setup(id, "10.9.0.2", 24);
	other_boot(&other, fds[1], 1, "10.9.0.3");
}

#endif
