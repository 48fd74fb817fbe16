// SPDX-License-Identifier: GPL-2.0
/*
 * Access to the program's memory where there is none.
 *
 * The guard page behind a vmalloc area is a hole in the host's address space.
 * Needs a host that calls lkl_fault() from its handler of SIGSEGV.
 */
#include <kunit/test.h>
#include <linux/mm.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include <asm/futex.h>
#include <asm/word-at-a-time.h>

#define BUF_BYTES	1024

struct fault_test {
	u8 *page;
	u8 *hole;
	u8 buf[BUF_BYTES];
};

static int fault_test_init(struct kunit *test)
{
	struct fault_test *ft = kunit_kzalloc(test, sizeof(*ft), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, ft);
	ft->page = vmalloc(PAGE_SIZE);
	KUNIT_ASSERT_NOT_NULL(test, ft->page);
	ft->hole = ft->page + PAGE_SIZE;
	memset(ft->page, 'x', PAGE_SIZE);
	test->priv = ft;
	return 0;
}

static void fault_test_exit(struct kunit *test)
{
	struct fault_test *ft = test->priv;

	if (ft)
		vfree(ft->page);
}

static void __user *as_user(void *addr)
{
	return (__force void __user *)addr;
}

#define TEST_SCALAR(test, type, hole)					\
do {									\
	type seen = 1;							\
									\
	KUNIT_EXPECT_EQ(test, get_user(seen, (type __user *)hole),	\
			-EFAULT);					\
	KUNIT_EXPECT_EQ(test, seen, 0);					\
	KUNIT_EXPECT_EQ(test, put_user(seen, (type __user *)hole),	\
			-EFAULT);					\
} while (0)

static void scalars(struct kunit *test)
{
	struct fault_test *ft = test->priv;

	TEST_SCALAR(test, u8, as_user(ft->hole));
	TEST_SCALAR(test, u16, as_user(ft->hole - 1));
	TEST_SCALAR(test, u32, as_user(ft->hole - 3));
	TEST_SCALAR(test, u64, as_user(ft->hole - 7));
	TEST_SCALAR(test, u64, (void __user *)8);
}

/* Everything up to the hole is copied, and the rest is reported. */
static void copies(struct kunit *test)
{
	struct fault_test *ft = test->priv;
	size_t len, good, left;
	u8 *at;

	for (len = 1; len < BUF_BYTES; len += len < 140 ? 1 : 61) {
		for (good = 0; good < len; good += len < 40 ? 1 : 13) {
			at = ft->hole - good;
			memset(ft->buf, 1, BUF_BYTES);
			left = __copy_from_user_inatomic(ft->buf, as_user(at),
							 len);
			KUNIT_ASSERT_EQ(test, left, len - good);
			KUNIT_ASSERT_NULL(test, memchr_inv(ft->buf, 'x', good));
			KUNIT_ASSERT_NULL(test, memchr_inv(ft->buf + good, 1,
							   BUF_BYTES - good));
			KUNIT_ASSERT_EQ(test, clear_user(as_user(at), len),
					len - good);
			KUNIT_ASSERT_NULL(test, memchr_inv(at, 0, good));
			memset(ft->buf, 'x', BUF_BYTES);
			KUNIT_ASSERT_EQ(test,
					copy_to_user(as_user(at), ft->buf, len),
					len - good);
			KUNIT_ASSERT_NULL(test, memchr_inv(at, 'x', good));
		}
	}
}

/* What could not be copied reads as zero. */
static void short_copy_is_padded(struct kunit *test)
{
	struct fault_test *ft = test->priv;

	memset(ft->buf, 1, BUF_BYTES);
	KUNIT_EXPECT_EQ(test,
			copy_from_user(ft->buf, as_user(ft->hole - 10), 100),
			90);
	KUNIT_EXPECT_NULL(test, memchr_inv(ft->buf, 'x', 10));
	KUNIT_EXPECT_NULL(test, memchr_inv(ft->buf + 10, 0, 90));
	KUNIT_EXPECT_EQ(test, ft->buf[100], 1);
}

static void strings(struct kunit *test)
{
	struct fault_test *ft = test->priv;
	int len;

	for (len = 0; len < 30; len++) {
		char __user *string = as_user(ft->hole - len - 1);

		KUNIT_ASSERT_EQ(test,
				strncpy_from_user(ft->buf, string, 100),
				-EFAULT);
		KUNIT_ASSERT_EQ(test, strnlen_user(string, 100), 0);
		ft->hole[-1] = '\0';
		KUNIT_ASSERT_EQ(test,
				strncpy_from_user(ft->buf, string, 100),
				len);
		KUNIT_ASSERT_EQ(test, strnlen_user(string, 100), len + 1);
		ft->hole[-1] = 'x';
	}
}

static void kernel_nofault(struct kunit *test)
{
	struct fault_test *ft = test->priv;
	u64 seen;

	KUNIT_EXPECT_EQ(test, copy_from_kernel_nofault(&seen, ft->hole, 8),
			-EFAULT);
	KUNIT_EXPECT_EQ(test, copy_to_kernel_nofault(ft->hole, &seen, 8),
			-EFAULT);
	KUNIT_EXPECT_EQ(test, copy_from_kernel_nofault(&seen, ft->hole - 8, 8),
			0);
	KUNIT_EXPECT_EQ(test, seen, 0x7878787878787878);
}

static void futex(struct kunit *test)
{
	struct fault_test *ft = test->priv;
	u32 __user *word = as_user(ft->hole);
	u32 value;
	int ret, old;

	KUNIT_EXPECT_EQ(test, futex_atomic_cmpxchg_inatomic(&value, word, 0, 1),
			-EFAULT);
	ret = arch_futex_atomic_op_inuser(FUTEX_OP_ADD, 1, &old, word);
	KUNIT_EXPECT_EQ(test, ret, -EFAULT);
}

static void zero_padded_word(struct kunit *test)
{
	struct fault_test *ft = test->priv;
	u64 word = 0x7878787878787878;
	int good;

	for (good = 8; good > 0; good--, word >>= 8)
		KUNIT_EXPECT_EQ(test, load_unaligned_zeropad(ft->hole - good),
				word);
}

static struct kunit_case fault_cases[] = {
	KUNIT_CASE(scalars),
	KUNIT_CASE(copies),
	KUNIT_CASE(short_copy_is_padded),
	KUNIT_CASE(strings),
	KUNIT_CASE(kernel_nofault),
	KUNIT_CASE(futex),
	KUNIT_CASE(zero_padded_word),
	{ }
};

static struct kunit_suite fault_suite = {
	.name = "lkl_fault",
	.init = fault_test_init,
	.exit = fault_test_exit,
	.test_cases = fault_cases,
};
kunit_test_suite(fault_suite);
