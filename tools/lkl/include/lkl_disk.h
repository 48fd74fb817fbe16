/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Disks of the kernel: files, block devices, memory or functions of the
 * program.
 *
 * Errors are negative Linux errno values.
 */
#ifndef _LKL_DISK_H
#define _LKL_DISK_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct iovec;

/** enum lkl_disk_from - what a disk is made of */
enum lkl_disk_from {
	/** @LKL_DISK_PATH: the file or block device named by @path */
	LKL_DISK_PATH = 0,
	/** @LKL_DISK_FD: the open file or block device @fd */
	LKL_DISK_FD = 1,
	/** @LKL_DISK_MEMORY: @memory, or fresh memory if that is NULL */
	LKL_DISK_MEMORY = 2,
	/** @LKL_DISK_CALLBACKS: the functions of @callbacks */
	LKL_DISK_CALLBACKS = 3,
};

/** define LKL_DISK_READONLY - nothing below the disk is changed
 *
 * The kernel may write nevertheless, as it does to replay a journal; what it
 * writes is kept in memory until the disk is closed.
 */
#define LKL_DISK_READONLY	1U
/** define LKL_DISK_PROTECTED - the kernel itself sees a read-only disk
 *
 * It then refuses to mount what has a journal to replay.
 */
#define LKL_DISK_PROTECTED	2U
/** define LKL_DISK_NO_LOCK - take no lock, nor see whether it is mounted */
#define LKL_DISK_NO_LOCK	4U

/**
 * struct lkl_disk_callbacks - a disk made of functions of the program
 *
 * They are called on a host thread, outside of the kernel, with offsets and
 * lengths inside the disk; they may block, which holds up only those who wait
 * for this disk, and may not make system calls of the kernel. One at a time,
 * unless @parallel says otherwise. Return: 0 or -errno.
 */
struct lkl_disk_callbacks {
	/** @size: sizeof(struct lkl_disk_callbacks) */
	size_t size;
	/** @get_bytes: set @bytes to the size of the disk */
	int (*get_bytes)(void *handle, uint64_t *bytes);
	/** @read: fill all of @iov, whose elements may be changed */
	int (*read)(void *handle, struct iovec *iov, int nr, uint64_t offset);
	/** @write: write all of @iov; NULL: the disk is LKL_DISK_READONLY */
	int (*write)(void *handle, struct iovec *iov, int nr, uint64_t offset);
	/** @flush: make what was written stable; NULL: it always is */
	int (*flush)(void *handle);
	/** @discard: contents are not needed; may be NULL */
	int (*discard)(void *handle, uint64_t offset, uint64_t bytes);
	/** @zero: zero a range, and free it if @unmap; may be NULL */
	int (*zero)(void *handle, uint64_t offset, uint64_t bytes, int unmap);
	/** @close: the disk is closed; may be NULL */
	void (*close)(void *handle);
	/** @parallel: how many threads may call at a time; 0 is 1 */
	unsigned int parallel;
};

/**
 * struct lkl_disk_options - a disk to be opened
 *
 * All members but @size may be zero, and then have the meaning given last.
 */
struct lkl_disk_options {
	/** @size: sizeof(struct lkl_disk_options) */
	size_t size;
	/** @from: enum lkl_disk_from */
	unsigned int from;
	/** @flags: LKL_DISK_* */
	unsigned int flags;
	/** @path: for LKL_DISK_PATH */
	const char *path;
	/** @fd: for LKL_DISK_FD; stays open, and the caller's */
	int fd;
	/** @memory: for LKL_DISK_MEMORY; valid until the disk is closed */
	void *memory;
	/** @callbacks: for LKL_DISK_CALLBACKS; copied */
	const struct lkl_disk_callbacks *callbacks;
	/** @handle: first argument of the callbacks and of @full */
	void *handle;
	/** @offset: where in the file, device or memory the disk starts */
	uint64_t offset;
	/** @length: its size in bytes; 0: up to the end */
	uint64_t length;
	/** @overlay_bytes: memory for LKL_DISK_READONLY's writes; 0: 1 GiB */
	uint64_t overlay_bytes;
	/** @block_bytes: logical block size, 512 to 4096; 0: the device's */
	unsigned int block_bytes;
	/**
	 * @nr_queues: request queues, up to 16; 0: 1. Never more than what
	 * the callbacks say of @parallel.
	 */
	unsigned int nr_queues;
	/** @serial: up to 20 characters for the kernel; NULL: "lkl-<id>" */
	const char *serial;
	/**
	 * @waits: called by a thread that is about to wait for the storage
	 * of a file or block device, so that the program can have another one
	 * go on with its work; keeps to what callbacks may do. The library
	 * reads ahead then, in place of the host, which would keep what it
	 * has read in a way that makes small writes slow. NULL: none
	 */
	void (*waits)(void);
	/**
	 * @full: called with @handle by a thread that could not write to a
	 * file since the host has no room for it, or allows no more. Nonzero:
	 * the program has made some, write again; 0: the write fails. Several
	 * threads may call at a time. NULL: it fails
	 */
	int (*full)(void *handle);
};

/**
 * lkl_disk_open() - add a disk
 * @options: what it is; copied, texts included
 *
 * Before lkl_start_kernel() or after; disks that were added before it get the
 * names vda, vdb, ... in the order of their ids.
 *
 * A file or block device that is opened for writing is locked against every
 * other user, one opened with LKL_DISK_READONLY against writers: by flock(2),
 * and by the locks that qemu takes. What the host has mounted, a file by way of
 * a loop device, is not opened for writing.
 *
 * Return: an id >= 0; -EINVAL if @options makes no sense, if what is there is
 * empty, is no multiple of the block size or does not hold the range; -EBUSY
 * if it is locked or mounted, or a block device in use; -EISDIR; -ENOTBLK if
 * it is neither a file nor a block device; -EFBIG if a file is larger than the
 * limit of what may be written (RLIMIT_FSIZE); -ENFILE if there are too many
 * disks; -ENOMEM; what open(2) fails with (-ENOENT, -EACCES, -EROFS, ...); what
 * the program's callback fails with.
 */
int lkl_disk_open(const struct lkl_disk_options *options);

/**
 * lkl_disk_close() - remove a disk
 * @id: from lkl_disk_open() or lkl_disk_add()
 *
 * Its file systems are unmounted before. May be called after a halt, too.
 * Return: 0; -ENODEV if there is no such disk; -EIO or what else the last
 * flush to the file failed with, in which case the disk is gone nevertheless.
 */
int lkl_disk_close(int id);

/**
 * lkl_disk_is_busy() - whether the kernel waits for a disk
 * @id: from lkl_disk_open() or lkl_disk_add()
 *
 * It does from asking for something until it was told of the answer, and has
 * done what it does in the interrupt.
 *
 * Context: any host thread that does not own the CPU of the kernel, such as one
 * in an operation of the host that may block. Not while the disk is closed or
 * the kernel halts.
 * Return: 1 or 0, which may change at any time; -ENODEV if there is no such
 * disk.
 */
int lkl_disk_is_busy(int id);

struct lkl_dev_blk_ops;

/**
 * struct lkl_disk - a disk, as programs for lkl/linux describe it
 * @dev: the library's
 * @fd: a file or block device open for reading at least, or
 * @handle: whatever @ops wants
 * @ops: NULL or &lkl_dev_blk_ops for @fd, or functions of the program
 *
 * lkl_disk_open() can do more.
 */
__extension__ struct lkl_disk {
	void *dev;
	union {
		int fd;
		void *handle;
	};
	struct lkl_dev_blk_ops *ops;
};

#define LKL_DEV_BLK_TYPE_READ		0
#define LKL_DEV_BLK_TYPE_WRITE		1
#define LKL_DEV_BLK_TYPE_FLUSH		4
#define LKL_DEV_BLK_TYPE_FLUSH_OUT	5

#define LKL_DEV_BLK_STATUS_OK		0
#define LKL_DEV_BLK_STATUS_IOERR	1
#define LKL_DEV_BLK_STATUS_UNSUP	2

/**
 * struct lkl_blk_req - a request
 * @type: LKL_DEV_BLK_TYPE_*
 * @prio: its priority
 * @sector: where it starts, in units of 512 bytes
 * @buf: its buffers
 * @count: how many
 */
struct lkl_blk_req {
	unsigned int type;
	unsigned int prio;
	unsigned long long sector;
	struct iovec *buf;
	int count;
};

/** struct lkl_dev_blk_ops - functions of a struct lkl_disk */
struct lkl_dev_blk_ops {
	/** @get_capacity: set @res to the size in bytes; 0 or -errno */
	int (*get_capacity)(struct lkl_disk disk, unsigned long long *res);
	/**
	 * @request: do a request, all of it. Called on a host thread, one at a
	 * time; may block. Return: LKL_DEV_BLK_STATUS_*.
	 */
	int (*request)(struct lkl_disk disk, struct lkl_blk_req *req);
};

/** lkl_dev_blk_ops - operations on the descriptor of a struct lkl_disk */
extern struct lkl_dev_blk_ops lkl_dev_blk_ops;

/**
 * lkl_disk_add() - add a disk
 * @disk: what it is; @dev is set
 *
 * A descriptor that is open for reading only makes an LKL_DISK_READONLY disk.
 * Return: as lkl_disk_open().
 */
int lkl_disk_add(struct lkl_disk *disk);

/**
 * lkl_disk_remove() - remove a disk that lkl_disk_add() added
 * @disk: as it was left by lkl_disk_add()
 *
 * Return: as lkl_disk_close().
 */
int lkl_disk_remove(struct lkl_disk disk);

/**
 * lkl_get_virtio_blkdev() - find the device number of a disk in the kernel
 * @disk_id: from lkl_disk_open() or lkl_disk_add()
 * @part: number of a partition, or 0 for the whole disk
 * @dev: set to the number, for mknod()
 *
 * Context: the kernel runs. Mounts sysfs on /sysfs if it is not there.
 * Return: 0; -ENODEV if there is no such disk or the kernel has not bound a
 * driver to it; -ENXIO if it has no such partition.
 */
int lkl_get_virtio_blkdev(int disk_id, unsigned int part, uint32_t *dev);

#ifdef __cplusplus
}
#endif

#endif
