// SPDX-License-Identifier: GPL-2.0
/*
 * Strings in the program's memory.
 *
 * The generic versions read whole words at any address and rely on a fault
 * when the last one reaches into an unmapped page. A program may run without a
 * handler for faults, so these read no word across a page boundary: the bytes
 * up to it are then read one by one.
 */
#include <linux/export.h>
#include <linux/fault-inject-usercopy.h>
#include <linux/kasan-checks.h>
#include <linux/mm.h>
#include <linux/thread_info.h>
#include <linux/uaccess.h>
#include <linux/unaligned.h>

#include <asm/word-at-a-time.h>

static bool word_in_page(const char __user *src)
{
	return offset_in_page(src) <= PAGE_SIZE - sizeof(long);
}

/*
 * Store the word at @src to @dst up to the end of the string.
 * Return: bytes before the end, sizeof(long) if it is not there, or -EFAULT.
 */
static long copy_word(char *dst, const char __user *src)
{
	const struct word_at_a_time constants = WORD_AT_A_TIME_CONSTANTS;
	unsigned long word, bits;

	if (__get_user(word, (const unsigned long __user *)src))
		return -EFAULT;
	if (!has_zero(word, &bits, &constants)) {
		put_unaligned(word, (unsigned long *)dst);
		return sizeof(long);
	}
	bits = prep_zero_mask(word, bits, &constants);
	bits = create_zero_mask(bits);
	put_unaligned(word & zero_bytemask(bits), (unsigned long *)dst);
	return find_zero(bits);
}

/**
 * strncpy_from_user() - copy a string from the program's memory
 * @dst: where to; room for @count bytes
 * @src: the string
 * @count: bytes to copy at most, the terminating zero included
 *
 * Return: the length of the string, @count if it is not shorter than that, or
 * -EFAULT, with part of it copied.
 */
long strncpy_from_user(char *dst, const char __user *src, long count)
{
	long len = 0, step;

	might_fault();
	if (should_fail_usercopy())
		return -EFAULT;
	if (count <= 0)
		return 0;
	kasan_check_write(dst, count);
	check_object_size(dst, count, false);

	while (len < count) {
		if (count - len >= sizeof(long) && word_in_page(src + len)) {
			step = copy_word(dst + len, src + len);
			if (step != sizeof(long))
				return step < 0 ? step : len + step;
			len += step;
			continue;
		}
		if (__get_user(dst[len], src + len))
			return -EFAULT;
		if (!dst[len])
			return len;
		len++;
	}
	return len;
}
EXPORT_SYMBOL(strncpy_from_user);

/* As copy_word(), without the copy. */
static long scan_word(const char __user *src)
{
	const struct word_at_a_time constants = WORD_AT_A_TIME_CONSTANTS;
	unsigned long word, bits;

	if (__get_user(word, (const unsigned long __user *)src))
		return -EFAULT;
	if (!has_zero(word, &bits, &constants))
		return sizeof(long);
	bits = prep_zero_mask(word, bits, &constants);
	return find_zero(create_zero_mask(bits));
}

/**
 * strnlen_user() - length of a string in the program's memory
 * @str: the string
 * @count: how far to look
 *
 * Return: bytes of the string with its terminating zero, more than @count if
 * it is not within that, or 0 if the string cannot be read.
 */
long strnlen_user(const char __user *str, long count)
{
	long len = 0, step;
	char c;

	if (count <= 0)
		return 0;
	might_fault();

	while (len < count) {
		if (word_in_page(str + len)) {
			step = scan_word(str + len);
			if (step < 0)
				return 0;
			len += step;
			if (step != sizeof(long))
				return len + 1;
			continue;
		}
		if (__get_user(c, str + len))
			return 0;
		len++;
		if (!c)
			return len;
	}
	return count + 1;
}
EXPORT_SYMBOL(strnlen_user);
