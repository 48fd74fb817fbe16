/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the host can recognize on disks.
 */
#ifndef _LKL_HOST_PROBE_H
#define _LKL_HOST_PROBE_H

#include <stdint.h>

/* Bytes of the name of a type of file system. */
#define LKL__TYPE_BYTES 32

/**
 * struct lkl__probe - a disk, for lkl__probe_type()
 * @bytes: its size
 * @read: read up to @len bytes into @buf; returns how many, or -errno
 * @arg: first argument of @read
 */
struct lkl__probe {
	uint64_t bytes;
	long (*read)(void *arg, void *buf, unsigned long len, uint64_t offset);
	void *arg;
};

/**
 * lkl__probe_type() - find out what is on a disk
 * @disk: the disk
 * @type: set to the kernel's name of the file system, LKL__TYPE_BYTES
 *
 * Implemented with libblkid, or by a stub that returns -ENOSYS.
 * Return: 0; -EMEDIUMTYPE for nothing that can be mounted, or for what looks
 * like several things; -ENOTDIR for a partition table; -ENOMEM; -EIO; what
 * @disk->read returns.
 */
int lkl__probe_type(const struct lkl__probe *disk, char *type);

#endif
