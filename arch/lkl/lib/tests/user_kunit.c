// SPDX-License-Identifier: GPL-2.0
/*
 * Access to the program's memory where it is good.
 */
#include <kunit/test.h>
#include <linux/mm.h>
#include <linux/uaccess.h>

#include <asm/word-at-a-time.h>

/* Any memory of the process will do for the program's. */
static void __user *as_user(void *addr)
{
	return (__force void __user *)addr;
}

static int user_test_init(struct kunit *test)
{
	u8 *pages = kunit_kzalloc(test, 2 * PAGE_SIZE, GFP_KERNEL);
	int i;

	KUNIT_ASSERT_NOT_NULL(test, pages);
	for (i = 0; i < PAGE_SIZE; i++)
		pages[i] = 'a' + i % 26;
	test->priv = pages;
	return 0;
}

#define TEST_SCALAR(test, type, value)					\
do {									\
	type __user *user = as_user(test->priv + 1);			\
	type seen = 0;							\
									\
	KUNIT_EXPECT_EQ(test, put_user((type)(value), user), 0);	\
	KUNIT_EXPECT_EQ(test, get_user(seen, user), 0);			\
	KUNIT_EXPECT_EQ(test, seen, (type)(value));			\
	KUNIT_EXPECT_EQ(test, ((u8 *)test->priv)[0], 'a');		\
	KUNIT_EXPECT_EQ(test, ((u8 *)test->priv)[9], 'j');		\
} while (0)

static void scalars(struct kunit *test)
{
	TEST_SCALAR(test, u8, 0xfe);
	TEST_SCALAR(test, s8, -2);
	TEST_SCALAR(test, u16, 0xfedc);
	TEST_SCALAR(test, s16, -3);
	TEST_SCALAR(test, u32, 0xfedcba98);
	TEST_SCALAR(test, s32, -4);
	TEST_SCALAR(test, u64, 0xfedcba9876543210);
	TEST_SCALAR(test, s64, -5);
}

static void copies(struct kunit *test)
{
	u8 *from = test->priv, *to = from + PAGE_SIZE;
	size_t len;

	for (len = 0; len < PAGE_SIZE; len += len < 300 ? 1 : 97) {
		memset(to, 0, PAGE_SIZE);
		KUNIT_ASSERT_EQ(test, copy_from_user(to, as_user(from), len),
				0);
		KUNIT_ASSERT_EQ(test, memcmp(to, from, len), 0);
		KUNIT_ASSERT_EQ(test, to[len], 0);
		memset(to, 0, PAGE_SIZE);
		KUNIT_ASSERT_EQ(test, copy_to_user(as_user(to), from, len), 0);
		KUNIT_ASSERT_EQ(test, memcmp(to, from, len), 0);
		KUNIT_ASSERT_EQ(test, to[len], 0);
	}
}

static void clears(struct kunit *test)
{
	u8 *to = test->priv;
	size_t len;

	for (len = 0; len < 1000; len++) {
		memset(to, 1, PAGE_SIZE);
		KUNIT_ASSERT_EQ(test, clear_user(as_user(to + 3), len), 0);
		KUNIT_ASSERT_NULL(test, memchr_inv(to + 3, 0, len));
		KUNIT_ASSERT_EQ(test, to[2], 1);
		KUNIT_ASSERT_EQ(test, to[3 + len], 1);
	}
}

static void string_one(struct kunit *test, u8 *from, int len)
{
	u8 *to = test->priv + PAGE_SIZE;
	u8 saved = from[len];
	long count;

	from[len] = '\0';
	KUNIT_ASSERT_EQ(test, strnlen_user(as_user(from), 200), len + 1);
	for (count = 1; count < 60; count++) {
		memset(to, 0xff, 64);
		KUNIT_ASSERT_EQ(test,
				strncpy_from_user(to, as_user(from), count),
				min_t(long, len, count));
		KUNIT_ASSERT_EQ(test,
				memcmp(to, from, min_t(long, len + 1, count)),
				0);
		KUNIT_ASSERT_EQ(test, to[count], 0xff);
		if (count <= len)
			KUNIT_ASSERT_GT(test,
					strnlen_user(as_user(from), count),
					count);
	}
	from[len] = saved;
}

/* At every alignment, and across the end of a page. */
static void strings(struct kunit *test)
{
	u8 *page = test->priv;
	int len, at;

	for (len = 0; len < 40; len++) {
		for (at = 0; at < 9; at++)
			string_one(test, page + at, len);
		string_one(test, page + PAGE_SIZE - len - 1, len);
	}
	KUNIT_EXPECT_EQ(test, strncpy_from_user(page, as_user(page), 0), 0);
	KUNIT_EXPECT_EQ(test, strncpy_from_user(page, as_user(page), -1), 0);
	KUNIT_EXPECT_EQ(test, strnlen_user(as_user(page), 0), 0);
}

static struct kunit_case user_cases[] = {
	KUNIT_CASE(scalars),
	KUNIT_CASE(copies),
	KUNIT_CASE(clears),
	KUNIT_CASE(strings),
	{ }
};

static struct kunit_suite user_suite = {
	.name = "lkl_user",
	.init = user_test_init,
	.test_cases = user_cases,
};
kunit_test_suite(user_suite);
