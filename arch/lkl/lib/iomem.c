// SPDX-License-Identifier: GPL-2.0
/*
 * Device registers.
 */
#include <linux/export.h>
#include <linux/io.h>

#include <asm/cpu.h>
#include <asm/host.h>

u64 lkl_iomem_read(const volatile void __iomem *addr, int size)
{
	return host_iomem_read((unsigned long)addr, size);
}
EXPORT_SYMBOL(lkl_iomem_read);

/* What the device has to do is done once the CPU is let go. */
void lkl_iomem_write(volatile void __iomem *addr, u64 value, int size)
{
	if (host_iomem_write((unsigned long)addr, value, size))
		lkl_this_cpu()->work = true;
}
EXPORT_SYMBOL(lkl_iomem_write);
