/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Transfers between buffers and descriptors that end only when all is done.
 */
#ifndef _LKL_DEV_BLK_IO_H
#define _LKL_DEV_BLK_IO_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/uio.h>

/** typedef lkl__blk_io_fn - preadv() or pwritev() */
typedef ssize_t (*lkl__blk_io_fn)(int fd, const struct iovec *iov, int nr,
				  off_t offset);

/**
 * lkl__blk_io_all() - transfer all of some buffers
 * @io: preadv or pwritev
 * @fd: a file or block device
 * @iov: the buffers; its elements are changed
 * @nr: how many
 * @offset: where in the file
 *
 * Goes on after short transfers and signals.
 * Return: 0; -EIO at the end of the file, where a disk image was cut off; or
 * -errno.
 */
int lkl__blk_io_all(lkl__blk_io_fn io, int fd, struct iovec *iov, int nr,
		    uint64_t offset);

/**
 * lkl__blk_io_part() - the same, to be gone on with after an error
 * @iov: set to the first buffer that is left
 * @nr: set to how many are left
 * @offset: set to where they belong
 */
int lkl__blk_io_part(lkl__blk_io_fn io, int fd, struct iovec **iov,
		     unsigned int *nr, uint64_t *offset);

/** lkl__blk_io_flush() - bring it to stable storage. Return: 0 or -errno */
int lkl__blk_io_flush(int fd);

/** lkl__iov_bytes() - how much some buffers hold */
size_t lkl__iov_bytes(const struct iovec *iov, unsigned int nr);

/**
 * lkl__iov_skip() - leave out bytes at the start of some buffers
 * @iov: set to the first buffer that is left; its start is changed
 * @nr: set to the number of buffers left
 * @bytes: how many, at most what there are
 */
void lkl__iov_skip(struct iovec **iov, unsigned int *nr, size_t bytes);

/**
 * lkl__iov_take() - copy out the start of some buffers and leave it out
 * @iov: as for lkl__iov_skip()
 * @nr: as for lkl__iov_skip()
 * @to: where to
 * @bytes: how many
 *
 * Return: bytes copied: @bytes, or less if there are no more.
 */
size_t lkl__iov_take(struct iovec **iov, unsigned int *nr, void *to,
		     size_t bytes);

/**
 * lkl__iov_put() - fill the start of some buffers and leave it out
 * @iov: as for lkl__iov_skip()
 * @nr: as for lkl__iov_skip()
 * @from: what with
 * @bytes: how many
 *
 * Return: bytes copied: @bytes, or less if there is no more room.
 */
size_t lkl__iov_put(struct iovec **iov, unsigned int *nr, const void *from,
		    size_t bytes);

#endif
