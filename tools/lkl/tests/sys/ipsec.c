// SPDX-License-Identifier: GPL-2.0
/*
 * IPsec inside: datagrams that the loopback interface carries encrypted.
 */
#include <string.h>

#include <lkl.h>
#include <lkl/linux/if.h>
#include <lkl/linux/in.h>
#include <lkl/linux/netlink.h>
#include <lkl/linux/xfrm.h>

#include "ktap.h"

#define LOOPBACK(n)	__builtin_bswap32(0x7f000000 | (n))
#define PORT		__builtin_bswap16(4500)
#define SPI(n)		__builtin_bswap32(0x1000 | (n))

/* A request under construction, and its answer. */
static struct {
	struct lkl_nlmsghdr head;
	char body[2048];
} msg;

static const struct lkl_xfrm_lifetime_cfg unlimited = {
	.soft_byte_limit = LKL_XFRM_INF,
	.hard_byte_limit = LKL_XFRM_INF,
	.soft_packet_limit = LKL_XFRM_INF,
	.hard_packet_limit = LKL_XFRM_INF,
};

static long netlink;

static void *request(int type, int flags, const void *body, size_t len)
{
	memset(&msg, 0, sizeof(msg));
	msg.head.nlmsg_len = LKL_NLMSG_LENGTH(len);
	msg.head.nlmsg_type = type;
	msg.head.nlmsg_flags = LKL_NLM_F_REQUEST | flags;
	return memcpy(msg.body, body, len);
}

static void *add_attribute(int type, size_t len)
{
	struct lkl_nlattr *attr = (void *)&msg + msg.head.nlmsg_len;

	attr->nla_type = type;
	attr->nla_len = LKL_NLA_HDRLEN + len;
	msg.head.nlmsg_len += LKL_NLMSG_ALIGN(attr->nla_len);
	return attr + 1;
}

/* 0, or what the kernel has against it. */
static int ask(void)
{
	long len;

	len = lkl_sys_send(netlink, (void *)&msg, msg.head.nlmsg_len, 0);
	if (len < 0)
		return len;
	len = lkl_sys_recv(netlink, (void *)&msg, sizeof(msg), 0);
	if (len < 0)
		return len;
	if (msg.head.nlmsg_type != LKL_NLMSG_ERROR)
		return 0;
	return ((struct lkl_nlmsgerr *)msg.body)->error;
}

static struct lkl_xfrm_selector selector(int n)
{
	return (struct lkl_xfrm_selector) {
		.family = LKL_AF_INET,
		.daddr.a4 = LOOPBACK(n),
		.prefixlen_d = 32,
		.proto = LKL_IPPROTO_UDP,
	};
}

/* An association to 127.0.0.n, without its algorithms. */
static void begin_sa(int n)
{
	struct lkl_xfrm_usersa_info sa = {
		.id = { .daddr.a4 = LOOPBACK(n), .spi = SPI(n),
			.proto = LKL_IPPROTO_ESP },
		.saddr.a4 = LOOPBACK(1),
		.family = LKL_AF_INET,
		.mode = LKL_XFRM_MODE_TRANSPORT,
		.lft = unlimited,
	};

	request(LKL_XFRM_MSG_NEWSA, LKL_NLM_F_ACK, &sa, sizeof(sa));
}

static int add_policy(int n)
{
	struct lkl_xfrm_userpolicy_info policy = {
		.sel = selector(n),
		.lft = unlimited,
		.dir = LKL_XFRM_POLICY_OUT,
	};
	struct lkl_xfrm_user_tmpl *tmpl;

	request(LKL_XFRM_MSG_NEWPOLICY, LKL_NLM_F_ACK, &policy, sizeof(policy));
	tmpl = add_attribute(LKL_XFRMA_TMPL, sizeof(*tmpl));
	tmpl->id.proto = LKL_IPPROTO_ESP;
	tmpl->family = LKL_AF_INET;
	tmpl->mode = LKL_XFRM_MODE_TRANSPORT;
	tmpl->aalgos = tmpl->ealgos = tmpl->calgos = ~0;
	return ask();
}

/* How many packets the association has carried: out and in. */
static long packets(int n)
{
	struct lkl_xfrm_usersa_id id = {
		.daddr.a4 = LOOPBACK(n), .spi = SPI(n),
		.family = LKL_AF_INET, .proto = LKL_IPPROTO_ESP,
	};
	const struct lkl_xfrm_usersa_info *sa = (void *)msg.body;
	int err;

	request(LKL_XFRM_MSG_GETSA, 0, &id, sizeof(id));
	err = ask();
	return err ? err : (long)sa->curlft.packets;
}

static int lo_up(void)
{
	struct lkl_ifreq ifr = { .lkl_ifr_name = "lo" };
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	int err;

	ifr.lkl_ifr_flags = LKL_IFF_UP;
	err = lkl_sys_ioctl(fd, LKL_SIOCSIFFLAGS, (long)&ifr);
	lkl_sys_close(fd);
	return err ?: lkl_sysctl("net.ipv4.conf.lo.disable_xfrm", "0");
}

/* A datagram to 127.0.0.n: how much of it arrives. */
static long deliver(int n)
{
	struct lkl_sockaddr_in to = {
		.sin_family = LKL_AF_INET, .sin_port = PORT,
		.sin_addr.s_addr = LOOPBACK(n),
	}, from = {
		.sin_family = LKL_AF_INET,
		.sin_addr.s_addr = LOOPBACK(1),
	};
	long in = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	long out = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	struct lkl_pollfd readable = { .fd = in, .events = LKL_POLLIN };
	char got[16];
	long len;

	len = lkl_sys_bind(in, (void *)&to, sizeof(to)) ?:
	      lkl_sys_bind(out, (void *)&from, sizeof(from));
	if (!len)
		len = lkl_sys_sendto(out, "in secret", 9, 0, (void *)&to,
				     sizeof(to));
	/* a thread of the kernel may have it, if time was short */
	if (len == 9)
		len = lkl_sys_poll(&readable, 1, 10000) == 1 ?
		      lkl_sys_recv(in, got, sizeof(got), 0) : -LKL_ETIMEDOUT;
	lkl_sys_close(in);
	lkl_sys_close(out);
	return len == 9 && memcmp(got, "in secret", 9) ? -LKL_EIO : len;
}

static void add_gcm(int n)
{
	struct lkl_xfrm_algo_aead *aead;

	begin_sa(n);
	aead = add_attribute(LKL_XFRMA_ALG_AEAD, sizeof(*aead) + 20);
	strcpy(aead->alg_name, "rfc4106(gcm(aes))");
	aead->alg_key_len = 160;
	aead->alg_icv_len = 128;
	memset(aead->alg_key, 7, 20);
}

static void add_cbc(int n)
{
	struct lkl_xfrm_algo_auth *auth;
	struct lkl_xfrm_algo *crypt;

	begin_sa(n);
	auth = add_attribute(LKL_XFRMA_ALG_AUTH_TRUNC, sizeof(*auth) + 32);
	strcpy(auth->alg_name, "hmac(sha256)");
	auth->alg_key_len = 256;
	auth->alg_trunc_len = 128;
	memset(auth->alg_key, 8, 32);
	crypt = add_attribute(LKL_XFRMA_ALG_CRYPT, sizeof(*crypt) + 16);
	strcpy(crypt->alg_name, "cbc(aes)");
	crypt->alg_key_len = 128;
	memset(crypt->alg_key, 9, 16);
}

static void check(int n, void (*add)(int n), const char *name)
{
	add(n);
	CHECK_EQ(ask(), 0, "%s: an association", name);
	CHECK_EQ(deliver(n), 9, "a datagram without a policy arrives");
	CHECK_EQ(packets(n), 0, "and was not encrypted");
	CHECK_EQ(add_policy(n), 0, "a policy");
	CHECK_EQ(deliver(n), 9, "a datagram arrives");
	CHECK_EQ(packets(n), 2, "encrypted and decrypted");
}

int main(void)
{
	KTAP_PLAN(12);
	if (lkl_start_kernel("mem=64M quiet"))
		KTAP_BAIL("the kernel does not start");
	netlink = lkl_sys_socket(LKL_AF_NETLINK, LKL_SOCK_RAW,
				 LKL_NETLINK_XFRM);
	if (netlink < 0 || lo_up())
		KTAP_BAIL("no network");
	check(2, add_gcm, "rfc4106(gcm(aes))");
	check(3, add_cbc, "hmac(sha256), cbc(aes)");
	lkl_sys_halt();
	return KTAP_END();
}
