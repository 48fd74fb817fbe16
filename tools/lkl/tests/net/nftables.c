// SPDX-License-Identifier: GPL-2.0
/*
 * A kernel that is a router: its rules translate addresses both ways and count,
 * and follow connections. Rules that are wrong are refused with a text.
 */
#include "net.h"

#include <fcntl.h>

static const char rules[] =
	"table ip nat {\n"
	"  chain post { type nat hook postrouting priority srcnat;\n"
	"    oifname \"eth0\" masquerade\n  }\n"
	"  chain pre { type nat hook prerouting priority dstnat;\n"
	"    iifname \"eth0\" tcp dport 8080 dnat to 10.9.0.3:5001\n  }\n"
	"}\n"
	"table inet filter {\n"
	"  chain forward { type filter hook forward priority 0;\n"
	"    policy drop;\n"
	"    ct state established,related accept\n"
	"    ip saddr 10.9.0.3 udp dport 5002 drop\n"
	"    ip saddr 10.9.0.3 accept\n"
	"    ct status dnat accept\n  }\n"
	"}\n";

static int load(const char *text, char *error, size_t bytes)
{
	char path[] = "lkl-nft-XXXXXX";
	int err, fd = mkstemp(path);

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		KTAP_BAIL("mkstemp");
	close(fd);
	err = lkl_nftables_load(path, error, bytes);
	unlink(path);
	return err;
}

/* The host connects to the router, and gets to the kernel behind it. */
static int inward(const struct stack *inside)
{
	return tcp_by(&on_host, inside, in4("10.9.0.3", 5001),
		      in4("10.10.0.2", 8080), 1 << 20);
}

/* Descriptors of the kernel are used up; libnftables wants one. */
static void test_no_socket(void)
{
	struct lkl_rlimit none = { 0, 0 }, old;
	char error[256];

	lkl_sys_prlimit64(0, LKL_RLIMIT_NOFILE, NULL, (void *)&old);
	lkl_sys_prlimit64(0, LKL_RLIMIT_NOFILE, (void *)&none, NULL);
	CHECK_EQ(load(rules, error, sizeof(error)), -LKL_EMFILE,
		 "no descriptor");
	lkl_sys_prlimit64(0, LKL_RLIMIT_NOFILE, (void *)&old, NULL);
}

/* Cancelled from the start: the next cancellation point is the last. */
__attribute__((no_sanitize_address))
static void *load_cancelled(void *arg)
{
	pthread_cancel(pthread_self());
	*(int *)arg = lkl_nftables_load("absent", NULL, 0);
	pthread_testcancel();
	return NULL;
}

static void check_cancelled(void)
{
	pthread_t thread;
	int err = 0;
	void *ret;

	pthread_create(&thread, NULL, load_cancelled, &err);
	pthread_join(thread, &ret);
	CHECK(ret == PTHREAD_CANCELED && err == -LKL_EINVAL,
	      "a thread that is cancelled ends after it");
}

int main(void)
{
	struct other other;
	unsigned int gateway = inet_addr("10.9.0.2");
	char error[256];
	int fds[2], err;

	own_namespace();
	host("ip tuntap add tap0 mode tap");
	host("ip addr add 10.10.0.1/24 dev tap0; ip link set tap0 up");
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	boot("mem=64M");
	err = load("table ip empty { }\n", error, sizeof(error));
	if (err == -LKL_ENOSYS)
		KTAP_SKIP_ALL("package: libnftables is missing (libnftables1)");
	KTAP_PLAN(13);
	CHECK_EQ(err, 0, "a table %s", error);
	host("nft list tables >/dev/null && ! nft list tables | grep -q empty");
	if_setup(NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap0"),
		 "10.10.0.2", 24);
	if_setup(NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0],
			     .vnet_hdr = 1), "10.9.0.2", 24);
	other_boot(&other, fds[1], 1, "10.9.0.3");
	SYMBOL(other.stack.kernel, lkl_add_gateway)(LKL_AF_INET, &gateway);
	lkl_sysctl("net.ipv4.ip_forward", "1");
	CHECK(!udp(&other.stack, &on_host, "10.10.0.1", 100),
	      "the host knows no way back");
	CHECK_EQ(load(rules, error, sizeof(error)), 0, "rules %s", error);
	CHECK(tcp(&other.stack, &on_host, "10.10.0.1", 1 << 20),
	      "masquerading");
	CHECK(!udp(&other.stack, &on_host, "10.10.0.1", 100),
	      "what is dropped does not come");
	CHECK(inward(&other.stack), "a port that leads inside");
	CHECK_EQ(load("table ip t { chain c {\nnonsense\n} }\n", error,
		      sizeof(error)), -LKL_EINVAL, "wrong rules");
	CHECK(strstr(error, "syntax error"), "are explained");
	CHECK_EQ(lkl_nftables_load("absent", error, sizeof(error)),
		 -LKL_EINVAL, "no file");
	CHECK_EQ(load("table ip x { chain c {\nip saddr 1.2.3.4 accept\n} }\n"
		      "add rule ip absent c accept\n", error, sizeof(error)),
		 -LKL_EINVAL, "a rule for no table: nothing is loaded");
	check_cancelled();
	other_halt(&other);
	test_no_socket();
	lkl_sys_halt();
	CHECK_EQ(load(rules, error, sizeof(error)), -LKL_ENODEV,
		 "no kernel");
	return KTAP_END();
}
