/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Registers of devices that live in the library: who answers at which address.
 */
#ifndef _LKL_HOST_IOMEM_H
#define _LKL_HOST_IOMEM_H

/** define LKL__IOMEM_SIZE - bytes of registers that a device may have */
#define LKL__IOMEM_SIZE		0x1000UL

/**
 * struct lkl__iomem - the registers of one device, embedded in it
 *
 * Both operations are called with the CPU held and interrupts off; they do
 * not block and do not call the kernel. @offset is below @size.
 */
struct lkl__iomem {
	/** @read: the iomem_read() of struct lkl_host_table */
	unsigned long long (*read)(struct lkl__iomem *mem,
				   unsigned long offset, int size);
	/**
	 * @write: the iomem_write() of struct lkl_host_table. Return: what
	 * lkl__work_kick() gave if there is work to do now, else 0.
	 */
	int (*write)(struct lkl__iomem *mem, unsigned long offset,
		     unsigned long long value, int size);
	/** @size: bytes of registers, at most LKL__IOMEM_SIZE */
	unsigned long size;
	/** @base: their address, for struct lkl_device */
	unsigned long base;
};

/**
 * lkl__iomem_add() - give a device's registers an address
 * @mem: all but @base is filled in; valid until lkl__iomem_remove()
 *
 * Return: 0 with @mem->base set, -EINVAL if @size is too large, -ENOSPC if
 * there are too many devices.
 */
int lkl__iomem_add(struct lkl__iomem *mem);

/**
 * lkl__iomem_remove() - take the registers away
 * @mem: from lkl__iomem_add(); the kernel has no driver bound to it any more
 */
void lkl__iomem_remove(struct lkl__iomem *mem);

/**
 * lkl__iomem_read() - the iomem_read() of struct lkl_host_table
 * @addr: any; where no device is, all bits read as one
 * @size: 1, 2, 4 or 8 bytes
 *
 * Return: the register's value.
 */
unsigned long long lkl__iomem_read(unsigned long addr, int size);

/**
 * lkl__iomem_write() - the iomem_write() of struct lkl_host_table
 * @addr: any; writes to where no device is are dropped
 * @value: what to write
 * @size: 1, 2, 4 or 8 bytes
 *
 * Return: nonzero if there is work to do now.
 */
int lkl__iomem_write(unsigned long addr, unsigned long long value, int size);

#endif
