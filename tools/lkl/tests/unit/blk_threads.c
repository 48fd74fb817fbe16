// SPDX-License-Identifier: GPL-2.0
/*
 * No notification is lost while several threads work on two queues.
 */
#include "ktap.h"
#include "blk_kernel.h"

#define NR_WORKERS	3
#define ROUNDS		20000
#define SLOTS		8

static struct driver drv;
static struct lkl__virtio_blk vblk;
static struct lkl__virtio_mmio mmio;
static int stop, at_once, most_at_once;

static int count_read(struct lkl__blk *blk, struct iovec *iov, int nr,
		      uint64_t offset)
{
	int now = __atomic_add_fetch(&at_once, 1, __ATOMIC_ACQ_REL);

	(void)blk;
	(void)nr;
	if (now > __atomic_load_n(&most_at_once, __ATOMIC_RELAXED))
		__atomic_store_n(&most_at_once, now, __ATOMIC_RELAXED);
	memset(iov->iov_base, offset / 512, iov->iov_len);
	sched_yield();
	__atomic_sub_fetch(&at_once, 1, __ATOMIC_ACQ_REL);
	return 0;
}

static const struct lkl__blk_ops ops = { .read = count_read };
static struct lkl__blk disk = {
	.ops = &ops,
	.bytes = 1 << 20,
	.block_bytes = 512,
	.phys_bytes = 512,
	.read_only = true,
	.parallel = 2,
};

static void *worker(void *arg)
{
	while (!__atomic_load_n(&stop, __ATOMIC_ACQUIRE)) {
		lkl__work_run();
		sched_yield();
	}
	return arg;
}

static uint64_t data_of(unsigned int q, unsigned int slot)
{
	return DATA_AT + (q * SLOTS + slot) * 512;
}

static void offer(unsigned int q, unsigned int slot, unsigned int round)
{
	driver_offer(&drv, q, slot, VIRTIO_BLK_T_IN, (round * 31 + slot) % 256,
		     data_of(q, slot), 512);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	driver_notify(&drv, q);
}

/* Like the kernel: keep every slot busy; only the index asks for notices. */
static unsigned int drive(unsigned int q)
{
	unsigned int round[SLOTS] = { 0 }, done = 0, wrong = 0, i;
	int slot;

	for (i = 0; i < SLOTS; i++)
		offer(q, i, 0);
	while (done < ROUNDS) {
		slot = driver_done(&drv, q);
		if (slot < 0) {
			sched_yield();
			continue;
		}
		done++;
		if (driver_status(q, slot) != VIRTIO_BLK_S_OK ||
		    (unsigned char)guest.mem.base[data_of(q, slot)] !=
		    (round[slot] * 31 + slot) % 256)
			wrong++;
		if (done + SLOTS <= ROUNDS)
			offer(q, slot, ++round[slot]);
	}
	return wrong;
}

static void *drive_second(void *wrong)
{
	*(unsigned int *)wrong = drive(1);
	return NULL;
}

static void run(const char *name)
{
	unsigned int wrong_first, wrong_second = 0, i;
	pthread_t workers[NR_WORKERS], second;

	stop = 0;
	driver_start(&drv, mmio.mem.base, 2);
	for (i = 0; i < NR_WORKERS; i++)
		pthread_create(&workers[i], NULL, worker, NULL);
	pthread_create(&second, NULL, drive_second, &wrong_second);
	wrong_first = drive(0);
	pthread_join(second, NULL);
	__atomic_store_n(&stop, 1, __ATOMIC_RELEASE);
	for (i = 0; i < NR_WORKERS; i++)
		pthread_join(workers[i], NULL);
	CHECK_EQ(wrong_first + wrong_second, 0, "%s: all are right", name);
	KTAP_DIAG("%d at once", most_at_once);
	lkl__virtio_mmio_unplug(&mmio);
	CHECK_EQ(at_once, 0, "%s: none is left", name);
	free(guest.mem.base);
}

int main(void)
{
	KTAP_PLAN(4);
	driver_plug(&drv, &vblk, &mmio, &disk, 2);
	run("one lane");

	guest_init(&guest, BLK_NUM);
	memset(&vblk, 0, sizeof(vblk));
	memset(&mmio, 0, sizeof(mmio));
	lkl__virtio_blk_init(&vblk, &disk, 2);
	vblk.dev.nr_lanes = 3;
	if (lkl__virtio_mmio_plug(&mmio, &vblk.dev))
		KTAP_BAIL("no device");
	run("three lanes");
	return KTAP_END();
}
