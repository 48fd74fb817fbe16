// SPDX-License-Identifier: GPL-2.0
/*
 * A broken queue asks for a reset, and a reset waits for requests under way.
 */
#include "ktap.h"
#include "blk_kernel.h"

#include <semaphore.h>

static struct driver drv;
static struct lkl__virtio_blk vblk;
static struct lkl__virtio_mmio mmio;
static sem_t entered, leave;
static int reset_done;

static int slow_read(struct lkl__blk *blk, struct iovec *iov, int nr,
		     uint64_t offset)
{
	(void)blk;
	(void)nr;
	(void)offset;
	sem_post(&entered);
	sem_wait(&leave);
	memset(iov->iov_base, 'x', iov->iov_len);
	return 0;
}

static const struct lkl__blk_ops slow_ops = { .read = slow_read };
static struct lkl__blk slow = {
	.ops = &slow_ops,
	.bytes = 65536,
	.block_bytes = 512,
	.phys_bytes = 512,
	.read_only = true,
};

static void *run_work(void *arg)
{
	lkl__work_run();
	return arg;
}

static void *reset(void *arg)
{
	reg_write(&drv, VIRTIO_MMIO_STATUS, 0);
	__atomic_store_n(&reset_done, 1, __ATOMIC_RELEASE);
	return arg;
}

static void reset_waits(void)
{
	pthread_t worker, resetter;
	int i;

	driver_offer(&drv, 0, 0, VIRTIO_BLK_T_IN, 0, DATA_AT, 512);
	driver_offer(&drv, 0, 1, VIRTIO_BLK_T_IN, 0, DATA_AT + 512, 512);
	driver_notify(&drv, 0);
	pthread_create(&worker, NULL, run_work, NULL);
	sem_wait(&entered);
	pthread_create(&resetter, NULL, reset, NULL);
	while (reg_read(&drv, VIRTIO_MMIO_STATUS))
		sched_yield();
	for (i = 0; i < 1000; i++)
		sched_yield();
	CHECK(!__atomic_load_n(&reset_done, __ATOMIC_ACQUIRE),
	      "a reset waits for the request under way");
	sem_post(&leave);
	pthread_join(resetter, NULL);
	pthread_join(worker, NULL);
	CHECK_EQ(driver_data()[0], 'x', "which ends");
	CHECK_EQ(driver_data()[512], 0, "and the next one is not begun");
	CHECK_EQ(reg_read(&drv, VIRTIO_MMIO_QUEUE_READY), 0,
		 "the queue is off");
	CHECK_EQ(driver_notify(&drv, 0), 1, "a late notification");
	lkl__work_run();
	CHECK_EQ(driver_data()[512], 0, "does nothing");
}

static void broken(void)
{
	driver_start(&drv, mmio.mem.base, 1);
	nr_irqs = 0;
	guest_desc(&drv.q[0].ring, 0, ~0ULL, 16, 0, 0);
	guest_offer(&drv.q[0].ring, 0);
	driver_notify(&drv, 0);
	lkl__work_run();
	CHECK(reg_read(&drv, VIRTIO_MMIO_STATUS) & VIRTIO_CONFIG_S_NEEDS_RESET,
	      "a bad chain makes the device want a reset");
	CHECK(nr_irqs == 1 &&
	      reg_read(&drv, VIRTIO_MMIO_INTERRUPT_STATUS) ==
	      VIRTIO_MMIO_INT_CONFIG, "and say so");
	driver_notify(&drv, 0);
	lkl__work_run();
	CHECK_EQ(nr_irqs, 1, "once");

	driver_start(&drv, mmio.mem.base, 1);
	CHECK(!(reg_read(&drv, VIRTIO_MMIO_STATUS) &
		VIRTIO_CONFIG_S_NEEDS_RESET), "a reset heals it");
	sem_post(&leave);
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_IN, 0, 512), VIRTIO_BLK_S_OK,
		 "it works again");
}

/* No header, or nowhere to put the status. */
static void unanswerable(void)
{
	guest_desc(&drv.q[0].ring, 0, DATA_AT, 16, 0, 0);
	guest_offer(&drv.q[0].ring, 0);
	driver_notify(&drv, 0);
	lkl__work_run();
	CHECK(reg_read(&drv, VIRTIO_MMIO_STATUS) & VIRTIO_CONFIG_S_NEEDS_RESET,
	      "a request without a status byte is refused");
	CHECK_EQ(driver_done(&drv, 0), -1, "and not answered");
}

static void features(void)
{
	reg_write(&drv, VIRTIO_MMIO_STATUS, 0);
	reg_write(&drv, VIRTIO_MMIO_DRIVER_FEATURES_SEL, 0);
	reg_write(&drv, VIRTIO_MMIO_DRIVER_FEATURES, 0);
	reg_write(&drv, VIRTIO_MMIO_STATUS, 3 | VIRTIO_CONFIG_S_FEATURES_OK);
	CHECK(!(reg_read(&drv, VIRTIO_MMIO_STATUS) &
		VIRTIO_CONFIG_S_FEATURES_OK), "VERSION_1 is demanded");
	reg_write(&drv, VIRTIO_MMIO_DRIVER_FEATURES_SEL, 1);
	reg_write(&drv, VIRTIO_MMIO_DRIVER_FEATURES, 0xffffffff);
	reg_write(&drv, VIRTIO_MMIO_STATUS, 3 | VIRTIO_CONFIG_S_FEATURES_OK);
	CHECK(!(reg_read(&drv, VIRTIO_MMIO_STATUS) &
		VIRTIO_CONFIG_S_FEATURES_OK), "and no more than is offered");
}

int main(void)
{
	KTAP_PLAN(15);
	sem_init(&entered, 0, 0);
	sem_init(&leave, 0, 0);
	driver_plug(&drv, &vblk, &mmio, &slow, 1);
	reset_waits();
	broken();
	unanswerable();
	features();
	lkl__virtio_mmio_unplug(&mmio);
	free(guest.mem.base);
	return KTAP_END();
}
