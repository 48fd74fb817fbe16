// SPDX-License-Identifier: GPL-2.0
/*
 * A struct lkl_disk with operations of the program as back end, and the
 * operations on a descriptor that programs can build on.
 */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "dev/disk/blk.h"
#include "dev/disk/blk_io.h"
#include "lkl_disk.h"

struct compat {
	struct lkl__blk blk;
	struct lkl_disk disk;
};

static int request(struct lkl__blk *blk, unsigned int type, struct iovec *iov,
		   int nr, uint64_t offset)
{
	struct compat *compat = (struct compat *)blk;
	struct lkl_blk_req req = {
		.type = type,
		.sector = offset / LKL__SECTOR,
		.buf = iov,
		.count = nr,
	};

	switch (compat->disk.ops->request(compat->disk, &req)) {
	case LKL_DEV_BLK_STATUS_OK:
		return 0;
	case LKL_DEV_BLK_STATUS_UNSUP:
		return -EOPNOTSUPP;
	default:
		return -EIO;
	}
}

static int compat_read(struct lkl__blk *blk, struct iovec *iov, int nr,
		       uint64_t offset)
{
	return request(blk, LKL_DEV_BLK_TYPE_READ, iov, nr, offset);
}

static int compat_write(struct lkl__blk *blk, struct iovec *iov, int nr,
			uint64_t offset)
{
	return request(blk, LKL_DEV_BLK_TYPE_WRITE, iov, nr, offset);
}

static int compat_flush(struct lkl__blk *blk)
{
	return request(blk, LKL_DEV_BLK_TYPE_FLUSH, NULL, 0, 0);
}

static void compat_close(struct lkl__blk *blk)
{
	free(blk);
}

static const struct lkl__blk_ops compat_ops = {
	.read = compat_read,
	.write = compat_write,
	.flush = compat_flush,
	.close = compat_close,
};

int lkl__blk_compat_open(const struct lkl_disk *disk, struct lkl__blk **blk)
{
	struct compat *compat;
	unsigned long long bytes = 0;
	int err;

	_Static_assert(offsetof(struct compat, blk) == 0, "comes first");
	if (!disk->ops->get_capacity || !disk->ops->request)
		return -EINVAL;
	err = disk->ops->get_capacity(*disk, &bytes);
	if (err)
		return err < 0 ? err : -EIO;
	/* Such programs report the size of the file, whatever it is. */
	bytes -= bytes % LKL__SECTOR;
	if (!bytes)
		return -EINVAL;
	compat = calloc(1, sizeof(*compat));
	if (!compat)
		return -ENOMEM;
	compat->disk = *disk;
	compat->blk.ops = &compat_ops;
	compat->blk.bytes = bytes;
	compat->blk.block_bytes = LKL__SECTOR;
	compat->blk.phys_bytes = LKL__SECTOR;
	compat->blk.parallel = 1;
	*blk = &compat->blk;
	return 0;
}

static int fd_get_capacity(struct lkl_disk disk, unsigned long long *res)
{
	off_t end = lseek(disk.fd, 0, SEEK_END);

	if (end < 0)
		return -errno;
	*res = end;
	return 0;
}

static int fd_request(struct lkl_disk disk, struct lkl_blk_req *req)
{
	uint64_t offset = req->sector * LKL__SECTOR;
	int err;

	switch (req->type) {
	case LKL_DEV_BLK_TYPE_READ:
		err = lkl__blk_io_all(preadv, disk.fd, req->buf, req->count,
				      offset);
		break;
	case LKL_DEV_BLK_TYPE_WRITE:
		err = lkl__blk_io_all(pwritev, disk.fd, req->buf, req->count,
				      offset);
		break;
	case LKL_DEV_BLK_TYPE_FLUSH:
	case LKL_DEV_BLK_TYPE_FLUSH_OUT:
		err = lkl__blk_io_flush(disk.fd);
		break;
	default:
		return LKL_DEV_BLK_STATUS_UNSUP;
	}
	return err ? LKL_DEV_BLK_STATUS_IOERR : LKL_DEV_BLK_STATUS_OK;
}

struct lkl_dev_blk_ops lkl_dev_blk_ops = {
	.get_capacity = fd_get_capacity,
	.request = fd_request,
};
