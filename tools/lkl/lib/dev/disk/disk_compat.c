// SPDX-License-Identifier: GPL-2.0
/*
 * Disks as programs for lkl/linux add them.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "dev/disk/disk.h"
#include "host/posix/cancel.h"
#include "lkl_disk.h"

static int prepare_fd(struct lkl__disk *disk, int fd)
{
	struct lkl_disk_options options = {
		.size = sizeof(options),
		.from = LKL_DISK_FD,
		.fd = fd,
	};
	int mode = fcntl(fd, F_GETFL);

	if (mode >= 0 && (mode & O_ACCMODE) == O_RDONLY)
		options.flags = LKL_DISK_READONLY;
	return lkl__disk_prepare(disk, &options);
}

static int prepare_ops(struct lkl__disk *disk, const struct lkl_disk *added)
{
	disk->own_fd = -1;
	disk->lock_fd = -1;
	disk->nr_queues = 1;
	return lkl__blk_compat_open(added, &disk->blk);
}

static int add(struct lkl_disk *added)
{
	struct lkl__disk *disk = calloc(1, sizeof(*disk));
	int id;

	if (!disk)
		return -ENOMEM;
	if (!added->ops || added->ops == &lkl_dev_blk_ops)
		id = prepare_fd(disk, added->fd);
	else
		id = prepare_ops(disk, added);
	if (id)
		goto free_disk;
	added->dev = disk;
	id = lkl__disk_insert(disk);
	if (id >= 0)
		return id;
	added->dev = NULL;
	lkl__disk_release(disk);
free_disk:
	free(disk);
	return id;
}

int lkl_disk_add(struct lkl_disk *added)
{
	int cancel = lkl__cancel_disable();
	int id = add(added);

	lkl__cancel_restore(cancel);
	return id;
}

int lkl_disk_remove(struct lkl_disk added)
{
	int id = lkl__disk_find(added.dev);

	return id < 0 ? id : lkl_disk_close(id);
}
