// SPDX-License-Identifier: GPL-2.0
/*
 * A ring of console output that forgets the oldest text when it is full.
 */
#include <stdio.h>

#include "host/console.h"
#include "host/print.h"

/**
 * DOC: the console ring
 *
 * Positions count bytes since the start. The writer announces what it is about
 * to overwrite by @reserved before it writes, and what is complete by @written
 * after it. Whoever flushes copies text out first and then looks whether
 * @reserved has come around to it meanwhile. So the writer never waits, and
 * the newest text is what survives; that is where an oops is.
 *
 * One thread prints at a time, the owner of @printing. Others leave it to the
 * owner, which looks again after it has let go. Nobody waits for it: a signal
 * handler that enters the kernel may have interrupted the owner.
 */
#define RING_BYTES	(256UL * 1024)
#define CHUNK_BYTES	1024UL

static char ring[RING_BYTES];
static unsigned long reserved, written, printed;
static int printing;

static void ring_copy_in(unsigned long pos, const char *text, unsigned long len)
{
	unsigned long i;

	for (i = 0; i < len; i++)
		__atomic_store_n(&ring[(pos + i) % RING_BYTES], text[i],
				 __ATOMIC_RELAXED);
}

static void ring_copy_out(unsigned long pos, char *text, unsigned long len)
{
	unsigned long i;

	for (i = 0; i < len; i++)
		text[i] = __atomic_load_n(&ring[(pos + i) % RING_BYTES],
					  __ATOMIC_RELAXED);
}

void lkl__console_write(const char *text, unsigned long len)
{
	unsigned long pos = __atomic_load_n(&written, __ATOMIC_RELAXED);

	if (len > RING_BYTES) {
		text += len - RING_BYTES;
		len = RING_BYTES;
	}
	/* Pairs with the acquire fence of take_chunk(). */
	__atomic_store_n(&reserved, pos + len, __ATOMIC_RELAXED);
	__atomic_thread_fence(__ATOMIC_RELEASE);
	ring_copy_in(pos, text, len);
	__atomic_store_n(&written, pos + len, __ATOMIC_RELEASE);
}

/* Returns the length taken, 0 if there is no more; @lost bytes came before. */
static unsigned long take_chunk(char *chunk, unsigned long *lost)
{
	unsigned long start, limit, len;

	do {
		len = __atomic_load_n(&written, __ATOMIC_ACQUIRE);
		limit = __atomic_load_n(&reserved, __ATOMIC_RELAXED);
		start = printed;
		if (limit - start > RING_BYTES)
			start = limit - RING_BYTES;
		if ((long)(len - start) <= 0)
			return 0;
		len -= start;
		if (len > CHUNK_BYTES)
			len = CHUNK_BYTES;
		ring_copy_out(start, chunk, len);
		__atomic_thread_fence(__ATOMIC_ACQUIRE);
		limit = __atomic_load_n(&reserved, __ATOMIC_RELAXED);
	} while (limit - start > RING_BYTES);
	*lost = start - printed;
	__atomic_store_n(&printed, start + len, __ATOMIC_RELEASE);
	return len;
}

static void print_all(void)
{
	char chunk[CHUNK_BYTES], note[64];
	unsigned long len, lost;
	int n;

	while ((len = take_chunk(chunk, &lost))) {
		if (lost) {
			n = snprintf(note, sizeof(note),
				     "\n[%lu bytes of console lost]\n", lost);
			lkl__print(note, (unsigned long)n);
		}
		lkl__print(chunk, len);
	}
}

/* Ordered against @printing, or two threads could leave text to each other. */
static int is_empty(void)
{
	return __atomic_load_n(&printed, __ATOMIC_SEQ_CST) ==
	       __atomic_load_n(&written, __ATOMIC_SEQ_CST);
}

void lkl__console_flush(void)
{
	while (!is_empty() &&
	       !__atomic_exchange_n(&printing, 1, __ATOMIC_SEQ_CST)) {
		print_all();
		__atomic_store_n(&printing, 0, __ATOMIC_SEQ_CST);
	}
}
