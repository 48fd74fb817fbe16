// SPDX-License-Identifier: GPL-2.0
/*
 * Atomic operations on futex words.
 */
#include <kunit/test.h>
#include <linux/futex.h>

#include <asm/futex.h>

static void op_one(struct kunit *test, int op, u32 arg, u32 before, u32 after)
{
	u32 word = before;
	u32 __user *user = (__force u32 __user *)&word;
	int seen = 0;

	KUNIT_EXPECT_EQ(test, arch_futex_atomic_op_inuser(op, arg, &seen, user),
			0);
	KUNIT_EXPECT_EQ(test, (u32)seen, before);
	KUNIT_EXPECT_EQ(test, word, after);
}

static void operations(struct kunit *test)
{
	op_one(test, FUTEX_OP_SET, 7, 0xfffffff0, 7);
	op_one(test, FUTEX_OP_ADD, 0x20, 0xfffffff0, 0x10);
	op_one(test, FUTEX_OP_OR, 0xf, 0xf0, 0xff);
	op_one(test, FUTEX_OP_ANDN, 0xf, 0xff, 0xf0);
	op_one(test, FUTEX_OP_XOR, 0xff, 0xf0, 0xf);
}

static void unknown_operation(struct kunit *test)
{
	u32 word = 1;
	u32 __user *user = (__force u32 __user *)&word;
	int seen;

	KUNIT_EXPECT_EQ(test,
			arch_futex_atomic_op_inuser(FUTEX_OP_XOR + 1, 0, &seen,
						    user),
			-ENOSYS);
	KUNIT_EXPECT_EQ(test, word, 1);
}

static void exchange(struct kunit *test)
{
	u32 word = 5, seen = 0;
	u32 __user *user = (__force u32 __user *)&word;

	KUNIT_EXPECT_EQ(test, futex_atomic_cmpxchg_inatomic(&seen, user, 4, 9),
			0);
	KUNIT_EXPECT_EQ(test, seen, 5);
	KUNIT_EXPECT_EQ(test, word, 5);
	KUNIT_EXPECT_EQ(test, futex_atomic_cmpxchg_inatomic(&seen, user, 5, 9),
			0);
	KUNIT_EXPECT_EQ(test, seen, 5);
	KUNIT_EXPECT_EQ(test, word, 9);
}

static struct kunit_case futex_cases[] = {
	KUNIT_CASE(operations),
	KUNIT_CASE(unknown_operation),
	KUNIT_CASE(exchange),
	{ }
};

static struct kunit_suite futex_suite = {
	.name = "lkl_futex",
	.test_cases = futex_cases,
};
kunit_test_suite(futex_suite);
