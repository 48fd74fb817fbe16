// SPDX-License-Identifier: GPL-2.0
/*
 * Requests of a driver are done, or refused with the status that says why.
 */
#include "ktap.h"
#include "blk_kernel.h"

#define DISK_BYTES	(64 * 1024U)
#define SECTORS		(DISK_BYTES / 512)

static struct driver drv;
static struct lkl__virtio_blk vblk;
static struct lkl__virtio_mmio mmio;
static char disk[DISK_BYTES];

static void transport(void)
{
	uint64_t capacity;

	CHECK_EQ(reg_read(&drv, VIRTIO_MMIO_MAGIC_VALUE), 0x74726976, "magic");
	CHECK_EQ(reg_read(&drv, VIRTIO_MMIO_VERSION), 2, "version");
	CHECK_EQ(reg_read(&drv, VIRTIO_MMIO_DEVICE_ID), 2, "a block device");
	CHECK(reg_read(&drv, VIRTIO_MMIO_STATUS) & VIRTIO_CONFIG_S_FEATURES_OK,
	      "features are agreed on");
	CHECK_EQ(reg_read(&drv, VIRTIO_MMIO_QUEUE_READY), 1, "queue is ready");
	capacity = reg_read(&drv, VIRTIO_MMIO_CONFIG);
	CHECK_EQ(capacity, SECTORS, "capacity");
	CHECK_EQ(reg_read(&drv, VIRTIO_MMIO_CONFIG + 0x800), 0xffffffffU,
		 "nothing is behind the configuration");
}

static void good(void)
{
	memset(driver_data(), 'a', 4096);
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_OUT, 8, 4096), VIRTIO_BLK_S_OK,
		 "write");
	CHECK(disk[4095] == 0 && disk[4096] == 'a' && disk[8191] == 'a' &&
	      disk[8192] == 0, "it is where it should be");
	CHECK(reg_read(&drv, VIRTIO_MMIO_INTERRUPT_STATUS) & 1 && nr_irqs,
	      "an interrupt is raised");
	reg_write(&drv, VIRTIO_MMIO_INTERRUPT_ACK, 1);
	CHECK_EQ(reg_read(&drv, VIRTIO_MMIO_INTERRUPT_STATUS), 0,
		 "and acknowledged");
	memset(driver_data(), 0, 4096);
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_IN, 9, 512), VIRTIO_BLK_S_OK,
		 "read");
	CHECK(driver_data()[0] == 'a' && driver_data()[511] == 'a' &&
	      driver_data()[512] == 0, "it is what was written");
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_FLUSH, 0, 0), VIRTIO_BLK_S_OK,
		 "flush");
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_IN, SECTORS - 1, 512),
		 VIRTIO_BLK_S_OK, "the last sector");
	CHECK(driver_do(&drv, VIRTIO_BLK_T_GET_ID, 0, 20) == VIRTIO_BLK_S_OK &&
	      !strcmp(driver_data(), "unit-test"), "serial");
}

static void bad(void)
{
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_IN, SECTORS, 512),
		 VIRTIO_BLK_S_IOERR, "a read behind the end");
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_OUT, SECTORS - 1, 1024),
		 VIRTIO_BLK_S_IOERR, "a write across the end");
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_OUT, ~0ULL, 512),
		 VIRTIO_BLK_S_IOERR, "a sector that wraps");
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_OUT, ~0ULL / 512 + 1, 512),
		 VIRTIO_BLK_S_IOERR, "another");
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_IN, 0, 100),
		 VIRTIO_BLK_S_IOERR, "a part of a sector");
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_IN, 0, 0),
		 VIRTIO_BLK_S_IOERR, "nothing to read");
	CHECK_EQ(driver_do(&drv, 12345, 0, 512), VIRTIO_BLK_S_UNSUPP,
		 "an unknown request");
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_DISCARD, 0, 16),
		 VIRTIO_BLK_S_UNSUPP, "what was not offered");
}

static void protected(void)
{
	vblk.blk->read_only = true;
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_OUT, 0, 512),
		 VIRTIO_BLK_S_IOERR, "a write to a read-only disk");
	vblk.blk->read_only = false;
}

/* Header and status share buffers with data, cut at odd places. */
static void framing(void)
{
	struct guest *ring = &drv.q[0].ring;
	struct virtio_blk_outhdr header = { VIRTIO_BLK_T_IN, 0, 8 };
	char *at = driver_data();

	memset(at, 0, 4096);
	memcpy(at, &header, sizeof(header));
	guest_desc(ring, 0, DATA_AT, 5, VRING_DESC_F_NEXT, 1);
	guest_desc(ring, 1, DATA_AT + 5, 11, VRING_DESC_F_NEXT, 2);
	guest_desc(ring, 2, DATA_AT + 100, 300,
		   VRING_DESC_F_NEXT | VRING_DESC_F_WRITE, 3);
	guest_desc(ring, 3, DATA_AT + 400, 213, VRING_DESC_F_WRITE, 0);
	at[612] = 99;
	guest_offer(ring, 0);
	driver_notify(&drv, 0);
	lkl__work_run();
	CHECK(driver_done(&drv, 0) == 0 && at[612] == VIRTIO_BLK_S_OK,
	      "a request in odd pieces");
	CHECK(at[99] == 0 && at[100] == 'a' && at[611] == 'a' && at[613] == 0,
	      "its data are complete");
}

static void zero(void)
{
	struct virtio_blk_discard_write_zeroes range[2] = {
		{ 8, 1, 0 }, { 10, 2, VIRTIO_BLK_WRITE_ZEROES_FLAG_UNMAP },
	};

	memcpy(driver_data(), range, sizeof(range));
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_WRITE_ZEROES, 0, 32),
		 VIRTIO_BLK_S_OK, "two ranges are zeroed");
	CHECK(disk[4096] == 0 && disk[4607] == 0 && disk[4608] == 'a' &&
	      disk[5119] == 'a' && disk[5120] == 0 && disk[6143] == 0 &&
	      disk[6144] == 'a', "and only those");
	range[1].sector = SECTORS;
	memcpy(driver_data(), range, sizeof(range));
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_WRITE_ZEROES, 0, 32),
		 VIRTIO_BLK_S_IOERR, "a range behind the end");
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_WRITE_ZEROES, 0, 20),
		 VIRTIO_BLK_S_IOERR, "a part of a range");
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_WRITE_ZEROES, 0, 0),
		 VIRTIO_BLK_S_IOERR, "no range");
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_WRITE_ZEROES, 0, 17 * 16),
		 VIRTIO_BLK_S_IOERR, "too many ranges");
}

int main(void)
{
	struct lkl__blk *blk;

	KTAP_PLAN(34);
	if (lkl__blk_memory_open(disk, sizeof(disk), &blk))
		KTAP_BAIL("no disk");
	driver_plug(&drv, &vblk, &mmio, blk, 1);
	transport();
	good();
	bad();
	protected();
	framing();
	zero();
	lkl__virtio_mmio_unplug(&mmio);
	lkl__blk_close(blk);
	free(guest.mem.base);
	CHECK_EQ(nr_removed, 1, "the kernel is told of the removal");
	return KTAP_END();
}
