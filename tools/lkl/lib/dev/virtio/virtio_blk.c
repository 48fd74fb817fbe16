// SPDX-License-Identifier: GPL-2.0
/*
 * Do the requests of a virtio block device, as virtio 1.2 section 5.2 says.
 *
 * A request is a header that the device reads, data, and a status byte that it
 * writes, in buffers that are split anywhere.
 */
#include "dev/virtio/virtio_blk.h"

#include <endian.h>
#include <errno.h>
#include <linux/virtio_ids.h>
#include <string.h>

#include "dev/disk/blk_io.h"
#include "host/posix/posix.h"

/* Two descriptors of a full queue are header and status. */
#define SEGMENTS_MAX	(LKL__VQ_MAX - 2)
#define SEGMENT_BYTES	(1U << 30)
/* Of a discarding or zeroing request: no worker is gone for minutes. */
#define RANGES_MAX	16U
#define RANGE_SECTORS	(1U << 22)
/* One that flushes, and one for all else. */
#define LANES		2U
/* To call another thread takes some of it. */
#define FLUSH_IS_SHORT_NS	100000U

/* A request, taken apart. */
struct request {
	struct lkl__blk *blk;
	unsigned int queue;
	uint32_t type;
	uint64_t sector;
	/* What is left to read after the header. */
	struct iovec *out;
	unsigned int nr_out;
	/* What there is to write before the status. */
	struct iovec *in;
	unsigned int nr_in;
	uint8_t *status;
};

static int split(struct request *req, struct lkl__vq_chain *chain)
{
	struct virtio_blk_outhdr header;
	struct iovec *last;

	req->out = chain->iov;
	req->nr_out = chain->nr_out;
	if (lkl__iov_take(&req->out, &req->nr_out, &header, sizeof(header)) !=
	    sizeof(header))
		return -EINVAL;
	req->type = le32toh(header.type);
	req->sector = le64toh(header.sector);

	if (!chain->nr_in)
		return -EINVAL;
	req->in = chain->iov + chain->nr_out;
	req->nr_in = chain->nr_in;
	last = &req->in[req->nr_in - 1];
	req->status = (uint8_t *)last->iov_base + --last->iov_len;
	if (!last->iov_len)
		req->nr_in--;
	return 0;
}

static bool in_range(const struct lkl__blk *blk, uint64_t sector,
		     uint64_t bytes)
{
	uint64_t mask = blk->block_bytes - 1;

	if (!bytes || sector > blk->bytes / LKL__SECTOR)
		return false;
	if (((sector * LKL__SECTOR) | bytes) & mask)
		return false;
	return bytes <= blk->bytes - sector * LKL__SECTOR;
}

static int do_read(struct request *req, int64_t *written)
{
	uint64_t bytes = lkl__iov_bytes(req->in, req->nr_in);
	int err;

	if (!in_range(req->blk, req->sector, bytes))
		return -EIO;
	err = req->blk->ops->read(req->blk, req->in, req->nr_in,
				  req->sector * LKL__SECTOR);
	if (!err)
		*written += bytes;
	return err;
}

static int do_write(struct request *req)
{
	uint64_t bytes = lkl__iov_bytes(req->out, req->nr_out);

	if (req->blk->read_only || !in_range(req->blk, req->sector, bytes))
		return -EIO;
	return req->blk->ops->write(req->blk, req->out, req->nr_out,
				    req->sector * LKL__SECTOR);
}

static int discard_range(struct lkl__blk *blk, uint64_t offset, uint64_t bytes,
			 uint32_t flags)
{
	if (flags)
		return -EOPNOTSUPP;
	return blk->ops->discard(blk, offset, bytes);
}

static int zero_range(struct lkl__blk *blk, uint64_t offset, uint64_t bytes,
		      uint32_t flags)
{
	if (flags & ~VIRTIO_BLK_WRITE_ZEROES_FLAG_UNMAP)
		return -EOPNOTSUPP;
	return blk->ops->zero(blk, offset, bytes, flags);
}

/* All of the data of a discarding or zeroing request are ranges. */
static int do_ranges(struct request *req,
		     int (*op)(struct lkl__blk *blk, uint64_t offset,
			       uint64_t bytes, uint32_t flags))
{
	uint64_t left = lkl__iov_bytes(req->out, req->nr_out);
	struct virtio_blk_discard_write_zeroes range;
	uint64_t sector, bytes;
	int err = -EIO;

	if (req->blk->read_only || left > RANGES_MAX * sizeof(range))
		return -EIO;
	for (; left >= sizeof(range); left -= sizeof(range)) {
		lkl__iov_take(&req->out, &req->nr_out, &range, sizeof(range));
		sector = le64toh(range.sector);
		bytes = (uint64_t)le32toh(range.num_sectors) * LKL__SECTOR;
		if (bytes > (uint64_t)RANGE_SECTORS * LKL__SECTOR ||
		    !in_range(req->blk, sector, bytes))
			return -EIO;
		err = op(req->blk, sector * LKL__SECTOR, bytes,
			 le32toh(range.flags));
		if (err)
			return err;
	}
	return left ? -EIO : err;
}

static int do_get_id(struct request *req, const struct lkl__virtio_blk *vblk,
		     int64_t *written)
{
	*written += lkl__iov_put(&req->in, &req->nr_in, vblk->serial,
				 sizeof(vblk->serial));
	return 0;
}

/*
 * It may have to bring to the disk all that was written in seconds. Its promise
 * is about writes that were answered before; others need not wait, unless the
 * last flush was so short that this one will be, too.
 */
static int do_flush(struct request *req, struct lkl__virtio_blk *vblk)
{
	uint64_t start_ns = lkl__posix_time_ns();
	int err;

	if (!__atomic_load_n(&vblk->flush_is_short, __ATOMIC_RELAXED))
		lkl__virtio_takes_long(&vblk->dev, req->queue);
	err = req->blk->ops->flush(req->blk);
	__atomic_store_n(&vblk->flush_is_short,
			 lkl__posix_time_ns() - start_ns < FLUSH_IS_SHORT_NS,
			 __ATOMIC_RELAXED);
	return err;
}

static int execute(struct request *req, struct lkl__virtio_blk *vblk,
		   int64_t *written)
{
	switch (req->type) {
	case VIRTIO_BLK_T_IN:
		return do_read(req, written);
	case VIRTIO_BLK_T_OUT:
		return do_write(req);
	case VIRTIO_BLK_T_FLUSH:
		return do_flush(req, vblk);
	case VIRTIO_BLK_T_GET_ID:
		return do_get_id(req, vblk, written);
	case VIRTIO_BLK_T_DISCARD:
		return req->blk->ops->discard ? do_ranges(req, discard_range) :
						-EOPNOTSUPP;
	case VIRTIO_BLK_T_WRITE_ZEROES:
		return req->blk->ops->zero ? do_ranges(req, zero_range) :
					     -EOPNOTSUPP;
	default:
		return -EOPNOTSUPP;
	}
}

static uint8_t status_of(int err)
{
	switch (err) {
	case 0:
		return VIRTIO_BLK_S_OK;
	case -EOPNOTSUPP:
		return VIRTIO_BLK_S_UNSUPP;
	default:
		return VIRTIO_BLK_S_IOERR;
	}
}

static int64_t blk_request(struct lkl__virtio *dev, unsigned int queue,
			   struct lkl__vq_chain *chain)
{
	struct lkl__virtio_blk *vblk = (struct lkl__virtio_blk *)dev;
	struct request req = { .blk = vblk->blk, .queue = queue };
	int64_t written = sizeof(*req.status);
	int err;

	err = split(&req, chain);
	if (err)
		return err;
	*req.status = status_of(execute(&req, vblk, &written));
	return written;
}

static const struct lkl__virtio_ops blk_ops = {
	.request = blk_request,
};

static uint64_t features_of(const struct lkl__blk *blk, unsigned int nr_queues)
{
	uint64_t features = 1ULL << VIRTIO_BLK_F_SEG_MAX |
			    1ULL << VIRTIO_BLK_F_SIZE_MAX |
			    1ULL << VIRTIO_BLK_F_BLK_SIZE |
			    1ULL << VIRTIO_BLK_F_TOPOLOGY |
			    1ULL << VIRTIO_BLK_F_FLUSH;

	if (nr_queues > 1)
		features |= 1ULL << VIRTIO_BLK_F_MQ;
	if (blk->read_only)
		return features | 1ULL << VIRTIO_BLK_F_RO;
	if (blk->ops->discard)
		features |= 1ULL << VIRTIO_BLK_F_DISCARD;
	if (blk->ops->zero)
		features |= 1ULL << VIRTIO_BLK_F_WRITE_ZEROES;
	return features;
}

static void fill_config(struct virtio_blk_config *config,
			const struct lkl__blk *blk, unsigned int nr_queues)
{
	unsigned int blocks = blk->phys_bytes / blk->block_bytes;

	config->capacity = htole64(blk->bytes / LKL__SECTOR);
	config->size_max = htole32(SEGMENT_BYTES);
	config->seg_max = htole32(SEGMENTS_MAX);
	config->blk_size = htole32(blk->block_bytes);
	while (blocks >> (config->physical_block_exp + 1))
		config->physical_block_exp++;
	config->min_io_size = htole16(blocks);
	config->num_queues = htole16(nr_queues);
	config->max_discard_sectors = htole32(RANGE_SECTORS);
	config->max_discard_seg = htole32(RANGES_MAX);
	config->discard_sector_alignment =
		htole32(blk->phys_bytes / LKL__SECTOR);
	config->max_write_zeroes_sectors = htole32(RANGE_SECTORS);
	config->max_write_zeroes_seg = htole32(RANGES_MAX);
	config->write_zeroes_may_unmap = 1;
}

void lkl__virtio_blk_init(struct lkl__virtio_blk *vblk, struct lkl__blk *blk,
			  unsigned int nr_queues)
{
	_Static_assert(offsetof(struct lkl__virtio_blk, dev) == 0,
		       "blk_request() finds the disk at its device");
	vblk->blk = blk;
	fill_config(&vblk->config, blk, nr_queues);
	vblk->dev.ops = &blk_ops;
	vblk->dev.id = VIRTIO_ID_BLOCK;
	vblk->dev.features = features_of(blk, nr_queues);
	vblk->dev.config = &vblk->config;
	vblk->dev.config_bytes = sizeof(vblk->config);
	vblk->dev.nr_queues = nr_queues;
	vblk->dev.nr_lanes = blk->parallel / nr_queues < LANES ? 1 : LANES;
}
