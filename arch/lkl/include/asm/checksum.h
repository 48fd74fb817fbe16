/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Internet checksums.
 *
 * A sum of 64-bit or 32-bit words, folded with its carries, is the sum that
 * RFC 1071 asks for: additions modulo 2^64-1, 2^32-1 and 2^16-1 agree.
 */
#ifndef _ASM_LKL_CHECKSUM_H
#define _ASM_LKL_CHECKSUM_H

#include <linux/bitops.h>
#include <linux/in6.h>
#include <linux/unaligned.h>

static inline __wsum lkl_csum_fold64(u64 sum)
{
	return (__force __wsum)((sum + ror64(sum, 32)) >> 32);
}

/* The header holds at least five words, and its address may be odd. */
static inline __sum16 ip_fast_csum(const void *iph, unsigned int ihl);
#define ip_fast_csum ip_fast_csum

static inline __wsum csum_tcpudp_nofold(__be32 saddr, __be32 daddr, __u32 len,
					__u8 proto, __wsum sum)
{
	u64 total = (__force u32)sum;

	total += (__force u32)saddr;
	total += (__force u32)daddr;
	total += (__force u32)htonl(len + proto);
	return lkl_csum_fold64(total);
}
#define csum_tcpudp_nofold csum_tcpudp_nofold

#include <asm-generic/checksum.h>

static inline __sum16 ip_fast_csum(const void *iph, unsigned int ihl)
{
	const u32 *word = iph;
	u64 total = 0;

	do {
		total += get_unaligned(word++);
	} while (--ihl);
	return csum_fold(lkl_csum_fold64(total));
}

static inline __sum16 csum_ipv6_magic(const struct in6_addr *saddr,
				      const struct in6_addr *daddr, __u32 len,
				      __u8 proto, __wsum sum)
{
	u64 total = (__force u32)sum;
	int i;

	for (i = 0; i < 4; i++) {
		total += (__force u32)saddr->s6_addr32[i];
		total += (__force u32)daddr->s6_addr32[i];
	}
	total += (__force u32)htonl(len);
	total += (__force u32)htonl(proto);
	return csum_fold(lkl_csum_fold64(total));
}
#define _HAVE_ARCH_IPV6_CSUM

#endif
