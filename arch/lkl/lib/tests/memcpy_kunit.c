// SPDX-License-Identifier: GPL-2.0
/*
 * memcpy(), memmove() and memset() against loops over bytes, at every alignment
 * and at the lengths where they change their way.
 */
#include <kunit/test.h>
#include <linux/string.h>

#define BUF_BYTES	8192
#define FILLER		0x5a

struct bufs {
	u8 source[BUF_BYTES];
	u8 result[BUF_BYTES];
	u8 expected[BUF_BYTES];
};

static const size_t lengths[] = {
	0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127,
	128, 129, 143, 144, 145, 191, 192, 193, 255, 256, 257, 1000, 1500,
	3071, 3072, 3073, 3079, 4095, 4096, 4097, 6001,
};

static int memcpy_test_init(struct kunit *test)
{
	struct bufs *bufs = kunit_kzalloc(test, sizeof(*bufs), GFP_KERNEL);
	u32 random = 1;
	int i;

	KUNIT_ASSERT_NOT_NULL(test, bufs);
	for (i = 0; i < BUF_BYTES; i++) {
		random = random * 1664525 + 1013904223;
		bufs->source[i] = random >> 24;
	}
	test->priv = bufs;
	return 0;
}

/* The compiler must not find out that these are what is being tested. */
static void bytes_move(u8 *to, const u8 *from, size_t len)
{
	size_t i;

	if (to < from)
		for (i = 0; i < len; i++)
			WRITE_ONCE(to[i], from[i]);
	else
		for (i = len; i > 0; i--)
			WRITE_ONCE(to[i - 1], from[i - 1]);
}

static void bytes_set(u8 *to, u8 byte, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		WRITE_ONCE(to[i], byte);
}

static bool as_expected(const struct bufs *bufs)
{
	size_t i;

	for (i = 0; i < BUF_BYTES; i++)
		if (READ_ONCE(bufs->result[i]) != bufs->expected[i])
			return false;
	return true;
}

static void copy_one(struct kunit *test, size_t to, size_t from, size_t len)
{
	struct bufs *bufs = test->priv;
	void *ret;

	bytes_set(bufs->result, FILLER, BUF_BYTES);
	bytes_set(bufs->expected, FILLER, BUF_BYTES);
	bytes_move(bufs->expected + to, bufs->source + from, len);
	ret = memcpy(bufs->result + to, bufs->source + from, len);
	KUNIT_ASSERT_PTR_EQ(test, ret, bufs->result + to);
	KUNIT_ASSERT_TRUE_MSG(test, as_expected(bufs),
			      "to %zu from %zu len %zu", to, from, len);
}

static void copy_at_every_alignment(struct kunit *test)
{
	size_t to, from, step;
	int i;

	for (i = 0; i < ARRAY_SIZE(lengths); i++) {
		step = lengths[i] < 200 ? 1 : 5;
		for (to = 0; to < 17; to++)
			for (from = 0; from < 17; from += step)
				copy_one(test, to, from, lengths[i]);
	}
}

static void move_one(struct kunit *test, size_t to, size_t from, size_t len)
{
	struct bufs *bufs = test->priv;
	void *ret;

	bytes_move(bufs->result, bufs->source, BUF_BYTES);
	bytes_move(bufs->expected, bufs->source, BUF_BYTES);
	bytes_move(bufs->expected + to, bufs->expected + from, len);
	ret = memmove(bufs->result + to, bufs->result + from, len);
	KUNIT_ASSERT_PTR_EQ(test, ret, bufs->result + to);
	KUNIT_ASSERT_TRUE_MSG(test, as_expected(bufs),
			      "to %zu from %zu len %zu", to, from, len);
}

static void move_overlapping(struct kunit *test)
{
	static const size_t distances[] = {
		0, 1, 2, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 127, 129, 1001,
	};
	int i, j;

	for (i = 0; i < ARRAY_SIZE(lengths); i++) {
		for (j = 0; j < ARRAY_SIZE(distances); j++) {
			move_one(test, 3, 3 + distances[j], lengths[i]);
			move_one(test, 3 + distances[j], 3, lengths[i]);
			move_one(test, 16, 16 + distances[j], lengths[i]);
			move_one(test, 16 + distances[j], 16, lengths[i]);
		}
	}
}

static void set_one(struct kunit *test, size_t to, int byte, size_t len)
{
	struct bufs *bufs = test->priv;
	void *ret;

	bytes_set(bufs->result, FILLER, BUF_BYTES);
	bytes_set(bufs->expected, FILLER, BUF_BYTES);
	bytes_set(bufs->expected + to, byte, len);
	ret = memset(bufs->result + to, byte, len);
	KUNIT_ASSERT_PTR_EQ(test, ret, bufs->result + to);
	KUNIT_ASSERT_TRUE_MSG(test, as_expected(bufs), "to %zu byte %d len %zu",
			      to, byte, len);
}

/* Only the low byte of the value counts. */
static void set_at_every_alignment(struct kunit *test)
{
	size_t to;
	int i;

	for (i = 0; i < ARRAY_SIZE(lengths); i++) {
		for (to = 0; to < 17; to++) {
			set_one(test, to, 0, lengths[i]);
			set_one(test, to, 0x1e7, lengths[i]);
			set_one(test, to, -1, lengths[i]);
		}
	}
}

static struct kunit_case memcpy_cases[] = {
	KUNIT_CASE(copy_at_every_alignment),
	KUNIT_CASE(move_overlapping),
	KUNIT_CASE(set_at_every_alignment),
	{ }
};

static struct kunit_suite memcpy_suite = {
	.name = "lkl_memcpy",
	.init = memcpy_test_init,
	.test_cases = memcpy_cases,
};
kunit_test_suite(memcpy_suite);
