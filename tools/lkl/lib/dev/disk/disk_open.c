// SPDX-License-Identifier: GPL-2.0
/*
 * From the options of a disk to its back ends, stacked.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dev/disk/blk_lock.h"
#include "dev/disk/disk.h"
#include "lkl_disk.h"

#define ALL_FLAGS \
	(LKL_DISK_READONLY | LKL_DISK_PROTECTED | LKL_DISK_NO_LOCK)
/* What programs have that were compiled before there was more. */
#define SIZE_MIN	offsetof(struct lkl_disk_options, waits)
#define OVERLAY_BYTES	(1ULL << 30)
#define BLOCK_BYTES_MAX	4096U

static bool wants_write(const struct lkl_disk_options *options)
{
	return !(options->flags & (LKL_DISK_READONLY | LKL_DISK_PROTECTED));
}

/*
 * Non-blocking, so that a fifo does not hold us up before it is refused; disks
 * do not care. O_EXCL has a meaning only for block devices: nobody on the host
 * has it mounted or is its exclusive user.
 */
static int open_path(const char *path, bool write)
{
	int flags = O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
	struct stat st;
	int fd;

	if (stat(path, &st))
		return -errno;
	if (write && S_ISBLK(st.st_mode))
		flags |= O_EXCL;
	fd = open(path, flags | (write ? O_RDWR : O_RDONLY));
	return fd < 0 ? -errno : fd;
}

static int lock_fd(struct lkl__disk *disk,
		   const struct lkl_disk_options *options, int fd)
{
	int err;

	if (options->flags & LKL_DISK_NO_LOCK)
		return 0;
	err = lkl__blk_lock(fd, wants_write(options));
	if (!err)
		disk->lock_fd = fd;
	return err;
}

static void (*waits_of(const struct lkl_disk_options *options))(void)
{
	return options->size > SIZE_MIN ? options->waits : NULL;
}

static int open_fd(struct lkl__disk *disk,
		   const struct lkl_disk_options *options, int fd, bool own)
{
	int err;

	err = lkl__blk_fd_open(fd, wants_write(options), own,
			       waits_of(options), &disk->blk);
	if (err) {
		if (own)
			close(fd);
		return err;
	}
	err = lock_fd(disk, options, fd);
	if (err) {
		lkl__blk_close(disk->blk);
		disk->blk = NULL;
	}
	return err;
}

static int open_program_fd(struct lkl__disk *disk,
			   const struct lkl_disk_options *options)
{
	int mode = fcntl(options->fd, F_GETFL);

	if (mode < 0)
		return -errno;
	if (wants_write(options) && (mode & O_ACCMODE) != O_RDWR)
		return -EACCES;
	if ((mode & O_ACCMODE) == O_WRONLY)
		return -EACCES;
	/* It would write at the end, wherever the disk says. */
	if (mode & O_APPEND)
		return -EINVAL;
	return open_fd(disk, options, options->fd, false);
}

static int open_memory(struct lkl__disk *disk,
		       const struct lkl_disk_options *options)
{
	char *memory = options->memory;

	if (memory)
		memory += options->offset;
	else if (options->offset)
		return -EINVAL;
	return lkl__blk_memory_open(memory, options->length, &disk->blk);
}

static int open_base(struct lkl__disk *disk,
		     const struct lkl_disk_options *options)
{
	int fd;

	switch (options->from) {
	case LKL_DISK_PATH:
		if (!options->path)
			return -EINVAL;
		fd = open_path(options->path, wants_write(options));
		return fd < 0 ? fd : open_fd(disk, options, fd, true);
	case LKL_DISK_FD:
		return open_program_fd(disk, options);
	case LKL_DISK_MEMORY:
		return open_memory(disk, options);
	case LKL_DISK_CALLBACKS:
		return lkl__blk_callbacks_open(options->callbacks,
					       options->handle, &disk->blk);
	default:
		return -EINVAL;
	}
}

static int cut_range(struct lkl__disk *disk,
		     const struct lkl_disk_options *options)
{
	if (options->from == LKL_DISK_MEMORY ||
	    (!options->offset && !options->length))
		return 0;
	return lkl__blk_range_open(disk->blk, options->offset, options->length,
				   &disk->blk);
}

static int set_block_bytes(struct lkl__blk *blk, unsigned int bytes)
{
	if (!bytes)
		bytes = blk->block_bytes;
	if (bytes < blk->block_bytes || bytes > BLOCK_BYTES_MAX ||
	    (bytes & (bytes - 1)) || blk->bytes % bytes)
		return -EINVAL;
	blk->block_bytes = bytes;
	if (blk->phys_bytes < bytes)
		blk->phys_bytes = bytes;
	return 0;
}

static int protect(struct lkl__disk *disk,
		   const struct lkl_disk_options *options)
{
	if (options->flags & LKL_DISK_PROTECTED) {
		disk->blk->read_only = true;
		return 0;
	}
	if (!(options->flags & LKL_DISK_READONLY) && !disk->blk->read_only)
		return 0;
	return lkl__blk_overlay_open(disk->blk, options->overlay_bytes ?
				     options->overlay_bytes : OVERLAY_BYTES,
				     &disk->blk);
}

static int check(const struct lkl_disk_options *options)
{
	if (!options || options->size < SIZE_MIN)
		return -EINVAL;
	if (options->flags & ~ALL_FLAGS)
		return -EINVAL;
	if (options->nr_queues > LKL__DISK_QUEUES)
		return -EINVAL;
	if (options->serial && strlen(options->serial) > VIRTIO_BLK_ID_BYTES)
		return -EINVAL;
	return 0;
}

int lkl__disk_prepare(struct lkl__disk *disk,
		      const struct lkl_disk_options *options)
{
	int err = check(options);

	if (err)
		return err;
	disk->lock_fd = -1;
	disk->nr_queues = options->nr_queues ? options->nr_queues : 1;
	if (options->serial)
		memcpy(disk->serial, options->serial, strlen(options->serial));
	err = open_base(disk, options);
	if (err)
		return err;
	err = cut_range(disk, options);
	if (!err)
		err = set_block_bytes(disk->blk, options->block_bytes);
	if (!err)
		err = protect(disk, options);
	if (err) {
		lkl__disk_release(disk);
		return err;
	}
	if (disk->nr_queues > disk->blk->parallel)
		disk->nr_queues = disk->blk->parallel;
	return 0;
}

void lkl__disk_release(struct lkl__disk *disk)
{
	if (disk->lock_fd >= 0)
		lkl__blk_unlock(disk->lock_fd);
	lkl__blk_close(disk->blk);
}

int lkl_disk_open(const struct lkl_disk_options *options)
{
	struct lkl__disk *disk = calloc(1, sizeof(*disk));
	int id;

	if (!disk)
		return -ENOMEM;
	id = lkl__disk_prepare(disk, options);
	if (id)
		goto free_disk;
	id = lkl__disk_insert(disk);
	if (id >= 0)
		return id;
	lkl__disk_release(disk);
free_disk:
	free(disk);
	return id;
}
