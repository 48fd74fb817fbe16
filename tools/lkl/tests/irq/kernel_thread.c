// SPDX-License-Identifier: GPL-2.0
/*
 * Ticks go on while a kernel thread computes and no thread of the program is
 * in the kernel: the kernel's own thread runs it and waits for timers.
 */
#include "../disk/disk.h"
#include "ticks.h"

#define MIB		48
#define BUSY_NS		(500 * MSEC)
#define MAX_NAPS	30000

/* Text that takes long to compress. */
static long write_text(const char *folder)
{
	static char buf[1 << 20];
	unsigned int x = 1, i, j;
	char path[64];
	long fd, ret = 0;

	snprintf(path, sizeof(path), "%s/text", folder);
	fd = lkl_sys_open(path, LKL_O_WRONLY | LKL_O_CREAT, 0600);
	for (i = 0; i < MIB && ret >= 0; i++) {
		for (j = 0; j < sizeof(buf); j++) {
			x = x * 1103515245 + 12345;
			buf[j] = "abcdefgh"[x >> 16 & 7];
		}
		ret = lkl_sys_write(fd, buf, sizeof(buf));
	}
	lkl_sys_close(fd);
	return ret;
}

static void set(const char *name, const char *value)
{
	if (lkl_sysctl(name, value))
		KTAP_BAIL("no %s", name);
}

/* The program's processor time but for the calling thread's. */
static long long others_ns(void)
{
	struct timespec all, own;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &all);
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &own);
	return (all.tv_sec - own.tv_sec) * SEC + all.tv_nsec - own.tv_nsec;
}

/* Return: how long it took the others to compute for a while, or -1. */
static long long wait_busy(void)
{
	long long start = now_ns(), before = others_ns();
	int i;

	for (i = 0; i < MAX_NAPS; i++) {
		nap_ms(1);
		if (others_ns() - before >= BUSY_NS)
			return now_ns() - start;
	}
	return -1;
}

int main(void)
{
	const char *image = disk_path("image");
	long long took, since;
	char mnt[32];
	int id, err;

	need("mkfs.btrfs", "btrfs-progs");
	disk_image(image, 300);
	if (geteuid() && !run("grep -q '^/dev/loop' /proc/self/mounts"))
		KTAP_SKIP_ALL("root: mkfs.btrfs asks mounted loop devices");
	if (run("PATH=$PATH:/sbin:/usr/sbin; mkfs.btrfs -q %s >&2", image))
		KTAP_BAIL("mkfs.btrfs fails");
	if (lkl_start_kernel("mem=300M loglevel=4"))
		KTAP_BAIL("no kernel");
	set("vm.dirty_background_ratio", "80");
	set("vm.dirty_ratio", "90");
	id = DISK_OPEN(.path = image);
	err = lkl_mount_dev(id, 0, "btrfs", 0, "compress-force=zlib:9", mnt,
			    sizeof(mnt));
	if (err == -LKL_ENODEV)
		KTAP_SKIP_ALL("host: this kernel has no btrfs");
	KTAP_PLAN(5);
	if (err)
		KTAP_BAIL("cannot mount it");
	CHECK(write_text(mnt) > 0, "a file");
	set("vm.dirty_expire_centisecs", "1");
	set("vm.dirty_writeback_centisecs", "1");
	took = wait_busy();
	since = since_tick_ns();
	KTAP_DIAG("%lld ms, the last tick %lld ms ago", took / MSEC,
		  since / MSEC);
	CHECK(took > 0, "is compressed when nobody calls");
	CHECK(since < took / 2, "and ticks have come meanwhile");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), 0, "unmount");
	CHECK_EQ(lkl_sys_halt(), 0, "halt");
	return KTAP_END();
}
