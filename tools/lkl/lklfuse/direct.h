/* SPDX-License-Identifier: GPL-2.0 */
/*
 * O_DIRECT inside: between a worker's buffer and the disk, past the page cache.
 */
#ifndef LKLFUSE_DIRECT_H
#define LKLFUSE_DIRECT_H

#include <stddef.h>
#include <sys/types.h>

/**
 * direct_read() - read past the page cache
 * @fd: open with LKL_O_DIRECT, or -1
 * @buf: where to
 * @size: how much
 * @off: where from
 *
 * Return: how many bytes; what is left is to be read in the usual way, be it
 * for an error, the end of the file, or as this way is not better for so much.
 */
size_t direct_read(int fd, char *buf, size_t size, off_t off);

/** direct_write() - the same for writing. Return: @size, or 0 for nothing */
size_t direct_write(int fd, const char *buf, size_t size, off_t off);

#endif
