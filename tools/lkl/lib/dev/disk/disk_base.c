// SPDX-License-Identifier: GPL-2.0
/*
 * What is at the bottom of a disk: a file, a device, memory, or the program.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dev/disk/blk_lock.h"
#include "dev/disk/disk.h"
#include "lkl_disk.h"

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

/* Programs may have been compiled before there were such. */
#define HAS(options, member) \
	((options)->size > offsetof(struct lkl_disk_options, member))

static struct lkl__blk_hooks hooks_of(const struct lkl_disk_options *options)
{
	struct lkl__blk_hooks hooks = { .handle = options->handle };

	if (HAS(options, waits))
		hooks.waits = options->waits;
	if (HAS(options, full))
		hooks.full = options->full;
	return hooks;
}

static int open_fd(struct lkl__disk *disk,
		   const struct lkl_disk_options *options, int fd, bool own)
{
	struct lkl__blk_hooks hooks = hooks_of(options);
	int err;

	err = lkl__blk_fd_open(fd, wants_write(options), own, &hooks,
			       &disk->blk);
	if (err) {
		if (own)
			close(fd);
		return err;
	}
	err = lock_fd(disk, options, fd);
	if (err) {
		lkl__blk_close(disk->blk);
		disk->blk = NULL;
	} else if (own) {
		disk->own_fd = fd;
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

int lkl__disk_open_base(struct lkl__disk *disk,
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
