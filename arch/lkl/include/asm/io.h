/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Device registers: an address is what the host gave to lkl_add_device(), and
 * every access is an operation of the host.
 */
#ifndef _ASM_LKL_IO_H
#define _ASM_LKL_IO_H

#include <linux/types.h>

#include <asm/page.h>

/* There are no I/O ports, but clang warns of arithmetic from a NULL base. */
#define PCI_IOBASE	((void __iomem *)PAGE_SIZE)

/* In lib/iomem.c. */
u64 lkl_iomem_read(const volatile void __iomem *addr, int size);
void lkl_iomem_write(volatile void __iomem *addr, u64 value, int size);

#define LKL_IOMEM(suffix, type)						\
static inline type							\
__raw_read##suffix(const volatile void __iomem *addr)			\
{									\
	return lkl_iomem_read(addr, sizeof(type));			\
}									\
									\
static inline void							\
__raw_write##suffix(type value, volatile void __iomem *addr)		\
{									\
	lkl_iomem_write(addr, value, sizeof(type));			\
}

LKL_IOMEM(b, u8)
LKL_IOMEM(w, u16)
LKL_IOMEM(l, u32)
LKL_IOMEM(q, u64)
#undef LKL_IOMEM

#define __raw_readb	__raw_readb
#define __raw_readw	__raw_readw
#define __raw_readl	__raw_readl
#define __raw_readq	__raw_readq
#define __raw_writeb	__raw_writeb
#define __raw_writew	__raw_writew
#define __raw_writel	__raw_writel
#define __raw_writeq	__raw_writeq

static inline void __iomem *ioremap(phys_addr_t addr, size_t size)
{
	return (void __iomem *)(unsigned long)addr;
}
#define ioremap ioremap

static inline void iounmap(volatile void __iomem *addr)
{
}
#define iounmap iounmap

static inline void memset_io(volatile void __iomem *to, int c, size_t len)
{
	while (len--)
		__raw_writeb(c, to++);
}
#define memset_io memset_io

static inline void memcpy_fromio(void *to, const volatile void __iomem *from,
				 size_t len)
{
	u8 *byte = to;

	while (len--)
		*byte++ = __raw_readb(from++);
}
#define memcpy_fromio memcpy_fromio

static inline void memcpy_toio(volatile void __iomem *to, const void *from,
			       size_t len)
{
	const u8 *byte = from;

	while (len--)
		__raw_writeb(*byte++, to++);
}
#define memcpy_toio memcpy_toio

#include <asm-generic/io.h>

#endif
