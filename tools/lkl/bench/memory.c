// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's memcpy, memset and checksum, next to those of the C library; it
 * has no checksum, so one in plain C, a word at a time, stands for it.
 */
#include <string.h>

#include "kernel.h"
#include "symbol.h"

static char from[65536] __attribute__((aligned(64)));
static char to[65536] __attribute__((aligned(64)));
static size_t len;

static void *(*kernel_memcpy)(void *dst, const void *src, size_t n);
static void *(*kernel_memset)(void *dst, int c, size_t n);
static uint32_t (*kernel_csum)(const void *buf, int n, uint32_t sum);

/* By pointers on both sides, so that nothing is inlined. */
static void *(*volatile native_memcpy)(void *, const void *, size_t) = memcpy;
static void *(*volatile native_memset)(void *, int, size_t) = memset;

/* The sum of Internet protocols; @n is a multiple of 4. */
static uint32_t plain_csum(const void *buf, int n, uint32_t sum)
{
	const uint64_t *word = buf, *end = word + n / 8;
	uint64_t total = sum;
	int carry;

	for (; word < end; word++) {
		carry = __builtin_add_overflow(total, *word, &total);
		total += carry;
	}
	total = (total & 0xffffffff) + (total >> 32);
	if (n & 4)
		total += *(const uint32_t *)end;
	return (uint32_t)(total + (total >> 32));
}

static uint32_t (*volatile native_csum)(const void *, int, uint32_t) =
	plain_csum;

static void run_native_memcpy(void *arg, unsigned long nr)
{
	(void)arg;
	while (nr--)
		native_memcpy(to, from, len);
}

static void run_kernel_memcpy(void *arg, unsigned long nr)
{
	(void)arg;
	while (nr--)
		kernel_memcpy(to, from, len);
}

static void run_native_memset(void *arg, unsigned long nr)
{
	(void)arg;
	while (nr--)
		native_memset(to, 0, len);
}

static void run_kernel_memset(void *arg, unsigned long nr)
{
	(void)arg;
	while (nr--)
		kernel_memset(to, 0, len);
}

static void run_native_csum(void *arg, unsigned long nr)
{
	uint32_t sum = 0;

	(void)arg;
	while (nr--)
		sum = native_csum(from, len, sum);
	*(volatile char *)to = sum;
}

static void run_kernel_csum(void *arg, unsigned long nr)
{
	uint32_t sum = 0;

	(void)arg;
	while (nr--)
		sum = kernel_csum(from, len, sum);
	*(volatile char *)to = sum;
}

int main(void)
{
	static const size_t sizes[] = { 64, 1500, 4096, 65536 };
	char name[64];
	unsigned int i;

	/* links the kernel in */
	bench_boot("quiet");
	kernel_memcpy = symbol_find("memcpy");
	kernel_memset = symbol_find("memset");
	kernel_csum = symbol_find("csum_partial");
	for (i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		len = sizes[i];
		snprintf(name, sizeof(name), "memcpy_%zu", len);
		bench_compare(name, run_native_memcpy, NULL, run_kernel_memcpy,
			      NULL);
		snprintf(name, sizeof(name), "memset_%zu", len);
		bench_compare(name, run_native_memset, NULL, run_kernel_memset,
			      NULL);
		snprintf(name, sizeof(name), "csum_%zu", len);
		bench_compare(name, run_native_csum, NULL, run_kernel_csum,
			      NULL);
	}
	bench_halt();
	return 0;
}
