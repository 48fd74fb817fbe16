// SPDX-License-Identifier: GPL-2.0
/*
 * A flush that takes long holds up no other request, unless what is behind the
 * disk is for one thread at a time.
 *
 * While the back end flushes, it does what another thread of the kernel would.
 */
#include <unistd.h>

#include "ktap.h"
#include "blk_kernel.h"

#define FLUSH	0
#define WRITE	1
/* More than what is too short for another thread to be called. */
#define FLUSH_US	2000

static struct driver drv;
static struct lkl__virtio_blk vblk;
static struct lkl__virtio_mmio mmio;
static bool writes_meanwhile, takes_long = true;
static unsigned int nr_written, nr_in_time, nr_done_in_time;

static void offer_write(void)
{
	driver_offer(&drv, 0, WRITE, VIRTIO_BLK_T_OUT, 0, DATA_AT, 512);
}

static int write_block(struct lkl__blk *blk, struct iovec *iov, int nr,
		       uint64_t offset)
{
	(void)blk;
	(void)iov;
	(void)nr;
	(void)offset;
	nr_written++;
	return 0;
}

static int flush(struct lkl__blk *blk)
{
	(void)blk;
	if (writes_meanwhile) {
		offer_write();
		driver_notify(&drv, 0);
	}
	lkl__work_run();
	if (takes_long)
		usleep(FLUSH_US);
	nr_in_time = nr_written;
	nr_done_in_time = driver_done(&drv, 0) == WRITE;
	return 0;
}

static const struct lkl__blk_ops ops = { .write = write_block, .flush = flush };

static void run(bool later)
{
	writes_meanwhile = later;
	nr_written = 0;
	driver_offer(&drv, 0, FLUSH, VIRTIO_BLK_T_FLUSH, 0, DATA_AT, 0);
	if (!later)
		offer_write();
	driver_notify(&drv, 0);
	lkl__work_run();
}

static bool both_are_ok(void)
{
	return driver_status(0, FLUSH) == VIRTIO_BLK_S_OK &&
	       driver_status(0, WRITE) == VIRTIO_BLK_S_OK;
}

static void with_two_threads(void)
{
	run(false);
	CHECK(nr_in_time == 1 && nr_done_in_time == 1,
	      "a write behind a flush is done and answered during it");
	CHECK_EQ(driver_done(&drv, 0), FLUSH, "the flush is answered later");
	CHECK(both_are_ok() && nr_written == 1, "and nothing twice");
	run(true);
	CHECK(nr_in_time == 1 && nr_done_in_time == 1,
	      "so is one that comes during the flush");
	CHECK_EQ(driver_done(&drv, 0), FLUSH, "the flush is answered later");
	CHECK(both_are_ok() && nr_written == 1, "and nothing twice");
}

/* The first is like the last; then it is known to be short. */
static void with_short_flushes(void)
{
	takes_long = false;
	run(false);
	run(false);
	CHECK_EQ(nr_in_time, 0, "short flushes: the write waits");
	CHECK(driver_done(&drv, 0) == FLUSH && driver_done(&drv, 0) == WRITE,
	      "and comes second");
	takes_long = true;
}

static void with_one_thread(void)
{
	bool later = false;

	do {
		run(later);
		CHECK_EQ(nr_in_time, 0, "for one thread: the write waits");
		CHECK_EQ(driver_done(&drv, 0), FLUSH, "the flush comes first");
		CHECK(driver_done(&drv, 0) == WRITE && both_are_ok() &&
		      nr_written == 1, "then the write");
		later = !later;
	} while (later);
}

int main(void)
{
	static struct lkl__blk disk = {
		.ops = &ops,
		.bytes = 1 << 20,
		.block_bytes = 512,
		.phys_bytes = 512,
		.parallel = 2,
	};

	KTAP_PLAN(14);
	driver_plug(&drv, &vblk, &mmio, &disk, 1);
	with_two_threads();
	with_short_flushes();
	lkl__virtio_mmio_unplug(&mmio);
	disk.parallel = 1;
	driver_plug(&drv, &vblk, &mmio, &disk, 1);
	with_one_thread();
	lkl__virtio_mmio_unplug(&mmio);
	free(guest.mem.base);
	return KTAP_END();
}
