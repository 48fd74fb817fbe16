/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What asm-generic/uaccess.h builds on, where a fault can be recovered from.
 * The instructions, LKL_USER_*, are those of the ISA's header: one that loads
 * and faults goes on at LKL_USER_LOAD_FAULTS, and from there behind itself.
 */
#ifndef _ASM_LKL_UACCESS_FAULT_H
#define _ASM_LKL_UACCESS_FAULT_H

/* On a fault, @val is 0 and @err -EFAULT; else @err is left alone. */
#define lkl_user_load(bits, val, ptr, err)				\
	asm volatile("1:	" LKL_USER_LOAD##bits "\n"		\
		     "2:\n\t"						\
		     ".pushsection .text.fixup, \"ax\"\n"		\
		     "3:	" LKL_USER_LOAD_FAULTS			\
		     ".popsection\n\t"					\
		     LKL_EXTABLE("1b", "3b")				\
		     : [value] "=r" (val), [error] "+r" (err)		\
		     : [mem] LKL_USER_AT(*(ptr)),			\
		       [efault] "i" (-EFAULT))

/* On a fault it goes on at @label. */
#define lkl_user_store(bits, val, ptr, label)				\
	asm goto("1:	" LKL_USER_STORE##bits "\n\t"			\
		 LKL_EXTABLE("1b", "%l[" #label "]")			\
		 : : [value] "r" (val), [mem] LKL_USER_AT(*(ptr))	\
		 : "memory" : label)

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
		lkl_user_load(8, val, (const u8 __force *)from, err);
		*(u8 *)to = val;
		break;
	case 2:
		lkl_user_load(16, val, (const u16 __force *)from, err);
		*(u16 *)to = val;
		break;
	case 4:
		lkl_user_load(32, val, (const u32 __force *)from, err);
		*(u32 *)to = val;
		break;
	default:
		lkl_user_load(64, val, (const u64 __force *)from, err);
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
		lkl_user_store(8, *(u8 *)from, (u8 __force *)to, fault);
		break;
	case 2:
		lkl_user_store(16, *(u16 *)from, (u16 __force *)to, fault);
		break;
	case 4:
		lkl_user_store(32, *(u32 *)from, (u32 __force *)to, fault);
		break;
	default:
		lkl_user_store(64, *(u64 *)from, (u64 __force *)to, fault);
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
