/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the blocks of a disk are kept: one set of operations, many back ends.
 */
#ifndef _LKL_DEV_BLK_H
#define _LKL_DEV_BLK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

struct lkl_disk;
struct lkl_disk_callbacks;
struct lkl__blk;

/** define LKL__SECTOR - bytes of the unit of addresses on disks */
#define LKL__SECTOR	512U

/** define LKL__BLK_PARALLEL - transfers that a back end without a limit says */
#define LKL__BLK_PARALLEL	16U

/**
 * struct lkl__blk_ops - what a back end does
 *
 * The caller keeps offsets and lengths inside the disk, and lengths positive.
 * All may block, and none is called with the CPU held. Return: 0 or -errno.
 */
struct lkl__blk_ops {
	/** @read: Fill all of @iov, whose elements are changed on the way. */
	int (*read)(struct lkl__blk *blk, struct iovec *iov, int nr,
		    uint64_t offset);
	/** @write: Write all of @iov, whose elements are changed on the way. */
	int (*write)(struct lkl__blk *blk, struct iovec *iov, int nr,
		     uint64_t offset);
	/** @flush: Whatever was written before is on stable storage after. */
	int (*flush)(struct lkl__blk *blk);
	/**
	 * @discard: The contents are not needed any more. NULL: the disk has
	 * no such operation. -EOPNOTSUPP if that turns out only now.
	 */
	int (*discard)(struct lkl__blk *blk, uint64_t offset, uint64_t bytes);
	/**
	 * @zero: Make a range read as zero; with @unmap its storage may be
	 * given back. NULL: the disk has no such operation.
	 */
	int (*zero)(struct lkl__blk *blk, uint64_t offset, uint64_t bytes,
		    bool unmap);
	/** @close: Free the back end, and those below it. */
	void (*close)(struct lkl__blk *blk);
};

/** struct lkl__blk - a back end; embedded in the struct of its kind */
struct lkl__blk {
	/** @ops: what it does */
	const struct lkl__blk_ops *ops;
	/** @bytes: its size, a multiple of @block_bytes */
	uint64_t bytes;
	/** @block_bytes: smallest unit of transfer, 512 to 4096 */
	unsigned int block_bytes;
	/** @phys_bytes: unit that is written without reading first */
	unsigned int phys_bytes;
	/** @parallel: how many threads may be in its operations at a time */
	unsigned int parallel;
	/** @read_only: @write and the operations after @flush fail */
	bool read_only;
};

/** struct lkl__blk_hooks - what a program wants to know of its files */
struct lkl__blk_hooks {
	/** @waits: see struct lkl_disk_options; may be NULL */
	void (*waits)(void);
	/** @full: likewise */
	int (*full)(void *handle);
	/** @handle: for @full */
	void *handle;
};

/**
 * lkl__blk_fd_open() - a regular file or block device as back end
 * @fd: open, for reading at least; closed by the back end if @own
 * @write: it may be written
 * @own: the descriptor belongs to the back end
 * @hooks: copied; NULL: none
 * @blk: set to the back end
 *
 * Return: 0; -EISDIR; -ENOTBLK if it is neither file nor block device; -EINVAL
 * if it is empty, or its size not a multiple of 512; -EFBIG if it is a file
 * beyond the limit of what may be written; -ENOMEM. The descriptor is the
 * caller's if this fails.
 */
int lkl__blk_fd_open(int fd, bool write, bool own,
		     const struct lkl__blk_hooks *hooks,
		     struct lkl__blk **blk);

/**
 * lkl__blk_memory_open() - memory as back end
 * @memory: the caller's, or NULL for memory of the back end's, zeroed
 * @bytes: its size, a multiple of 512
 * @blk: set to the back end
 *
 * Return: 0, -EINVAL, -ENOMEM.
 */
int lkl__blk_memory_open(void *memory, uint64_t bytes, struct lkl__blk **blk);

/**
 * lkl__blk_range_open() - a part of another back end
 * @base: belongs to the new back end if this succeeds
 * @offset: where it starts, a multiple of the block size of @base
 * @bytes: how long it is, likewise; 0: up to the end
 * @blk: set to the back end
 *
 * Return: 0; -EINVAL if it is empty, misaligned or not inside; -ENOMEM.
 */
int lkl__blk_range_open(struct lkl__blk *base, uint64_t offset, uint64_t bytes,
			struct lkl__blk **blk);

/**
 * lkl__blk_overlay_open() - keep writes in memory
 * @base: only read; belongs to the new back end if this succeeds
 * @limit_bytes: of changed blocks; writes beyond that fail with -ENOSPC
 * @blk: set to the back end
 *
 * Return: 0 or -ENOMEM.
 */
int lkl__blk_overlay_open(struct lkl__blk *base, uint64_t limit_bytes,
			  struct lkl__blk **blk);

/**
 * lkl__blk_callbacks_open() - functions of the program as back end
 * @callbacks: copied
 * @handle: for them
 * @blk: set to the back end
 *
 * Return: 0, -EINVAL, -ENOMEM, or what get_bytes() failed with.
 */
int lkl__blk_callbacks_open(const struct lkl_disk_callbacks *callbacks,
			    void *handle, struct lkl__blk **blk);

/**
 * lkl__blk_compat_open() - a struct lkl_disk with its own ops as back end
 * @disk: copied
 * @blk: set to the back end
 *
 * Return: 0, -EINVAL, -ENOMEM, or what get_capacity() failed with.
 */
int lkl__blk_compat_open(const struct lkl_disk *disk, struct lkl__blk **blk);

/** lkl__blk_close() - free a back end; NULL does nothing */
static inline void lkl__blk_close(struct lkl__blk *blk)
{
	if (blk)
		blk->ops->close(blk);
}

#endif
