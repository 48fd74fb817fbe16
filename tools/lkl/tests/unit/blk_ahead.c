// SPDX-License-Identifier: GPL-2.0
/*
 * What the host is asked to read ahead: all that a reader who goes on will
 * want, once, in small parts; nothing if all is in memory or there is no order.
 */
#include "ktap.h"
#include <fcntl.h>

#include "dev/disk/blk_ahead.h"

#define FD	7
#define KIB	1024ULL
#define MIB	(1024 * KIB)
/* What the code promises. */
#define PART_MAX	(128 * KIB)
#define AHEAD_MAX	(4 * MIB)

/* What the library has said: its last word about order, and what to read. */
static int order = -1;
static unsigned int nr_calls, nr_wrong, nr_again;
static uint64_t asked_from, asked_to;

/* In place of libc's. */
int posix_fadvise(int fd, off_t offset, off_t len, int advice)
{
	nr_wrong += fd != FD;
	if (advice != POSIX_FADV_WILLNEED) {
		nr_wrong += offset || len;
		order = advice;
		return 0;
	}
	nr_wrong += len <= 0 || len > (off_t)PART_MAX;
	if (!nr_calls++)
		asked_from = offset;
	else
		nr_again += (uint64_t)offset != asked_to;
	asked_to = offset + len;
	return 0;
}

static void forget(void)
{
	nr_calls = 0;
	nr_wrong = 0;
	nr_again = 0;
	asked_from = 0;
	asked_to = 0;
}

static void no_order(struct lkl__ahead *ahead)
{
	uint64_t i, at = 5;

	forget();
	for (i = 0; i < 1000; i++) {
		at = at * 6364136223846793005ULL + 1442695040888963407ULL;
		lkl__ahead_note(ahead, (at >> 20) * 4096, 4096, false);
	}
	CHECK_EQ(nr_calls, 0, "reads in no order: nothing");
}

static void in_memory(struct lkl__ahead *ahead)
{
	uint64_t i;

	forget();
	for (i = 0; i < 1000; i++)
		lkl__ahead_note(ahead, i * 64 * KIB, 64 * KIB, true);
	CHECK_EQ(nr_calls, 0, "what is in memory: nothing");
}

/* Return: whether each read was asked for before, and not more than allowed. */
static bool go_on(struct lkl__ahead *ahead, uint64_t at, uint64_t bytes,
		  unsigned int nr, uint64_t *end)
{
	bool good = true;

	lkl__ahead_note(ahead, at, bytes, false);
	while (nr--) {
		at += bytes;
		lkl__ahead_note(ahead, at, bytes, (nr + 1) % 3);
		good = good && asked_to >= at + bytes &&
		       asked_to <= at + bytes + AHEAD_MAX;
	}
	*end = at + bytes;
	return good;
}

static void reader(struct lkl__ahead *ahead, uint64_t bytes)
{
	uint64_t from = 50 * MIB * bytes, end;

	forget();
	CHECK(go_on(ahead, from, bytes, 300, &end) && asked_to > end,
	      "%llu KiB: always ahead, within 4 MiB",
	      (unsigned long long)(bytes / KIB));
	CHECK_EQ(asked_from, from + bytes, "from the second read on");
	CHECK_EQ(nr_again, 0, "nothing is asked for twice or left out");
	CHECK_EQ(nr_wrong, 0, "in small parts of the file");
	CHECK(nr_calls >= (end - from) / PART_MAX, "all of it");
}

/* Between two of them there is what the kernel had in memory. */
static void gaps(struct lkl__ahead *ahead)
{
	uint64_t i, from = 3 << 30;

	forget();
	for (i = 0; i < 100; i++)
		lkl__ahead_note(ahead, from + i * 40 * KIB, 8 * KIB, false);
	CHECK(asked_to > from + 99 * 40 * KIB, "a reader who leaves out a few");
	CHECK_EQ(nr_again, 0, "is read ahead for without gaps");
}

static void by_turns(struct lkl__ahead *ahead)
{
	uint64_t from[] = { 1ULL << 40, 1ULL << 41, 1ULL << 42 };
	unsigned int i, reader;

	forget();
	for (i = 0; i < 10; i++) {
		for (reader = 0; reader < 3; reader++)
			lkl__ahead_note(ahead, from[reader] + i * 128 * KIB,
					128 * KIB, false);
	}
	CHECK(asked_to > from[2] + 10 * 128 * KIB, "three readers: the third");
	CHECK(asked_from == from[0] + 128 * KIB, "and the first");
}

int main(void)
{
	static struct lkl__ahead ahead;

	KTAP_PLAN(18);
	lkl__ahead_init(&ahead, FD);
	CHECK_EQ(order, POSIX_FADV_RANDOM, "the host is to read no more itself");
	no_order(&ahead);
	in_memory(&ahead);
	reader(&ahead, 4 * KIB);
	reader(&ahead, 128 * KIB);
	gaps(&ahead);
	by_turns(&ahead);
	lkl__ahead_exit(&ahead);
	CHECK_EQ(order, POSIX_FADV_NORMAL, "in the end it may again");
	return KTAP_END();
}
