// SPDX-License-Identifier: GPL-2.0
/*
 * Internet checksums of buffers.
 *
 * Words of 64 bits are added up and their carries counted, which compilers
 * make an add with carry of, in chains that do not wait for each other. In the
 * end everything is folded: asm/checksum.h says why that is right.
 */
#include <linux/export.h>
#include <linux/types.h>
#include <linux/unaligned.h>

#include <net/checksum.h>

/* Modulo 2^64-1. */
static u64 add_around(u64 a, u64 b)
{
	a += b;
	return a + (a < b);
}

static __always_inline void add_word(u64 *sum, u64 *carries, const u64 *at)
{
	u64 word = get_unaligned(at);

	*sum += word;
	*carries += *sum < word;
}

static u64 csum_blocks(const u64 *at, size_t nr_blocks)
{
	u64 sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
	u64 even = 0, odd = 0;

	for (; nr_blocks; nr_blocks--, at += 8) {
		add_word(&sum0, &even, at);
		add_word(&sum1, &odd, at + 1);
		add_word(&sum2, &even, at + 2);
		add_word(&sum3, &odd, at + 3);
		add_word(&sum0, &even, at + 4);
		add_word(&sum1, &odd, at + 5);
		add_word(&sum2, &even, at + 6);
		add_word(&sum3, &odd, at + 7);
	}
	sum0 = add_around(sum0, sum1);
	sum2 = add_around(sum2, sum3);
	return add_around(add_around(sum0, sum2), even + odd);
}

/* The last bytes of less than a word, as if zeros followed. */
static u64 csum_tail(const u8 *at, size_t len)
{
	u64 sum = 0;

	if (len & 4) {
		sum += get_unaligned((const u32 *)at);
		at += 4;
	}
	if (len & 2) {
		sum += get_unaligned((const u16 *)at);
		at += 2;
	}
	if (len & 1)
		sum += (__force u16)cpu_to_le16(*at);
	return sum;
}

/**
 * csum_partial() - add a buffer to a checksum
 * @buff: the buffer, at any address
 * @len: its length in bytes; odd only for the last part of a packet
 * @wsum: the checksum so far
 *
 * Return: the sum, to go on with or to be folded.
 */
__wsum csum_partial(const void *buff, int len, __wsum wsum)
{
	u64 sum = (__force u32)wsum, carries = 0;
	const u64 *at = buff;
	size_t left = len;

	if (left >= 64) {
		sum = add_around(sum, csum_blocks(at, left / 64));
		at += left / 64 * 8;
		left %= 64;
	}
	for (; left >= 8; left -= 8)
		add_word(&sum, &carries, at++);
	sum = add_around(sum, carries + csum_tail((const u8 *)at, left));
	return lkl_csum_fold64(sum);
}
EXPORT_SYMBOL(csum_partial);

/**
 * ip_compute_csum() - checksum of a buffer
 * @buff: the buffer, at any address
 * @len: its length in bytes
 *
 * Return: the folded and complemented sum.
 */
__sum16 ip_compute_csum(const void *buff, int len)
{
	return csum_fold(csum_partial(buff, len, 0));
}
EXPORT_SYMBOL(ip_compute_csum);
