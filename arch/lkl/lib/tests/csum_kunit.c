// SPDX-License-Identifier: GPL-2.0
/*
 * Internet checksums against the sum of 16-bit words that RFC 1071 defines.
 */
#include <kunit/test.h>
#include <linux/in6.h>
#include <net/checksum.h>
#include <net/ip6_checksum.h>

#define BUF_BYTES	2048

static int csum_test_init(struct kunit *test)
{
	u8 *buf = kunit_kzalloc(test, BUF_BYTES, GFP_KERNEL);
	u32 random = 1;
	int i;

	KUNIT_ASSERT_NOT_NULL(test, buf);
	/* The second half is ones: nothing has more carries. */
	for (i = 0; i < BUF_BYTES / 2; i++) {
		random = random * 1664525 + 1013904223;
		buf[i] = random >> 24;
		buf[BUF_BYTES / 2 + i] = 0xff;
	}
	test->priv = buf;
	return 0;
}

/* The complemented sum of big-endian words, as a number. */
static u16 rfc1071(const u8 *buf, size_t len, u64 sum)
{
	size_t i;

	for (i = 0; i < len; i++)
		sum += i % 2 ? buf[i] : buf[i] << 8;
	while (sum > 0xffff)
		sum = (sum & 0xffff) + (sum >> 16);
	return ~sum;
}

static u32 as_number(__wsum sum)
{
	return be32_to_cpu((__force __be32)sum);
}

static u16 folded_number(__sum16 sum)
{
	return be16_to_cpu((__force __be16)sum);
}

static void buffers(struct kunit *test)
{
	static const u32 seeds[] = { 0, 1, 0x12345678, 0xfffffffe, U32_MAX };
	const u8 *buf = test->priv;
	int at, len, i;
	__wsum seed, sum;

	for (len = 0; len < 700; len++) {
		for (at = 0; at < BUF_BYTES; at += 341) {
			for (i = 0; i < ARRAY_SIZE(seeds); i++) {
				seed = (__force __wsum)seeds[i];
				sum = csum_partial(buf + at, len, seed);
				KUNIT_ASSERT_EQ_MSG(test,
					folded_number(csum_fold(sum)),
					rfc1071(buf + at, len, as_number(seed)),
					"at %d len %d seed %x",
					at, len, seeds[i]);
			}
		}
	}
}

static void whole_buffer(struct kunit *test)
{
	const u8 *buf = test->priv;

	KUNIT_EXPECT_EQ(test,
			folded_number(ip_compute_csum(buf, BUF_BYTES)),
			rfc1071(buf, BUF_BYTES, 0));
}

static void ipv4_headers(struct kunit *test)
{
	const u8 *buf = test->priv;
	int at, words;

	for (at = 0; at < 1100; at += 7)
		for (words = 5; words <= 15; words++)
			KUNIT_ASSERT_EQ(test,
				folded_number(ip_fast_csum(buf + at, words)),
				rfc1071(buf + at, words * 4, 0));
}

static void ipv4_pseudo_header(struct kunit *test)
{
	struct {
		__be32 saddr, daddr;
		u8 zero, proto;
		__be16 len;
	} __packed header = {
		.saddr = cpu_to_be32(0xfffefdfc),
		.daddr = cpu_to_be32(0xc0a80001),
		.proto = 17,
		.len = cpu_to_be16(0xfff0),
	};
	__wsum seed = (__force __wsum)cpu_to_be32(0xffff1234);
	__sum16 sum = csum_tcpudp_magic(header.saddr, header.daddr, 0xfff0, 17,
					seed);

	KUNIT_EXPECT_EQ(test, folded_number(sum),
			rfc1071((u8 *)&header, sizeof(header), 0xffff1234));
}

static void ipv6_pseudo_header(struct kunit *test)
{
	struct {
		struct in6_addr saddr, daddr;
		__be32 len, proto;
	} __packed header;
	__wsum seed = (__force __wsum)cpu_to_be32(0xffff1234);
	__sum16 sum;

	memcpy(&header.saddr, test->priv, sizeof(header.saddr));
	memset(&header.daddr, 0xff, sizeof(header.daddr));
	header.len = cpu_to_be32(0x12fff);
	header.proto = cpu_to_be32(58);
	sum = csum_ipv6_magic(&header.saddr, &header.daddr, 0x12fff, 58, seed);

	KUNIT_EXPECT_EQ(test, folded_number(sum),
			rfc1071((u8 *)&header, sizeof(header), 0xffff1234));
}

static struct kunit_case csum_cases[] = {
	KUNIT_CASE(buffers),
	KUNIT_CASE(whole_buffer),
	KUNIT_CASE(ipv4_headers),
	KUNIT_CASE(ipv4_pseudo_header),
	KUNIT_CASE(ipv6_pseudo_header),
	{ }
};

static struct kunit_suite csum_suite = {
	.name = "lkl_csum",
	.init = csum_test_init,
	.test_cases = csum_cases,
};
kunit_test_suite(csum_suite);
