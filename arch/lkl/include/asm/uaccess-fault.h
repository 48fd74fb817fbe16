/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What asm-generic/uaccess.h builds on, where a fault can be recovered from.
 */
#ifndef _ASM_LKL_UACCESS_FAULT_H
#define _ASM_LKL_UACCESS_FAULT_H

/* Both return the number of bytes that are left, 0 if all went well. */
unsigned long lkl_user_copy(void *to, const void *from, unsigned long len);
unsigned long lkl_user_clear(void *to, unsigned long len);

static __always_inline int
__get_user_fn(size_t size, const void __user *from, void *to)
{
	unsigned long val;
	int err = 0;

	switch (size) {
	case 1:
		lkl_user_load8(val, (const u8 __force *)from, err);
		*(u8 *)to = val;
		break;
	case 2:
		lkl_user_load16(val, (const u16 __force *)from, err);
		*(u16 *)to = val;
		break;
	case 4:
		lkl_user_load32(val, (const u32 __force *)from, err);
		*(u32 *)to = val;
		break;
	default:
		lkl_user_load64(val, (const u64 __force *)from, err);
		*(u64 *)to = val;
		break;
	}
	return err;
}
#define __get_user_fn(size, from, to)	__get_user_fn(size, from, to)

static __always_inline int
__put_user_fn(size_t size, void __user *to, const void *from)
{
	switch (size) {
	case 1:
		lkl_user_store8(*(u8 *)from, (u8 __force *)to, fault);
		break;
	case 2:
		lkl_user_store16(*(u16 *)from, (u16 __force *)to, fault);
		break;
	case 4:
		lkl_user_store32(*(u32 *)from, (u32 __force *)to, fault);
		break;
	default:
		lkl_user_store64(*(u64 *)from, (u64 __force *)to, fault);
		break;
	}
	return 0;
fault:
	return -EFAULT;
}
#define __put_user_fn(size, to, from)	__put_user_fn(size, to, from)

static inline __must_check unsigned long
raw_copy_from_user(void *to, const void __user *from, unsigned long len)
{
	return lkl_user_copy(to, (const void __force *)from, len);
}

static inline __must_check unsigned long
raw_copy_to_user(void __user *to, const void *from, unsigned long len)
{
	return lkl_user_copy((void __force *)to, from, len);
}

#define INLINE_COPY_FROM_USER
#define INLINE_COPY_TO_USER

static inline __must_check unsigned long
__clear_user(void __user *to, unsigned long len)
{
	return lkl_user_clear((void __force *)to, len);
}
#define __clear_user __clear_user

#endif
