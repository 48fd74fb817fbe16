// SPDX-License-Identifier: GPL-2.0
/*
 * Files of the host as ubd disks: read and written, read only, copied on write;
 * what is flushed is on the host's disk, and short reads are read to the end.
 */
#include <sys/syscall.h>

#include "devices.h"

#define UBD_MAJOR 98
#define BYTES (2 * 1024 * 1024 + 100)

static char data[BYTES];
static int nr_syncs, nr_short;

/* In place of libc's, for all of the program. */
int fdatasync(int fd)
{
	__atomic_add_fetch(&nr_syncs, 1, __ATOMIC_RELAXED);
	return (int)syscall(SYS_fdatasync, fd);
}

static ssize_t read_little(int fd, void *buf, size_t n, off_t at)
{
	if (n > 1000) {
		n = 1000;
		__atomic_add_fetch(&nr_short, 1, __ATOMIC_RELAXED);
	}
	return syscall(SYS_pread64, fd, buf, n, at);
}

ssize_t pread(int fd, void *buf, size_t n, off_t at)
{
	return read_little(fd, buf, n, at);
}

ssize_t pread64(int fd, void *buf, size_t n, off_t at)
{
	return read_little(fd, buf, n, at);
}

static long mount_ubd(int nr, const char *at, int flags)
{
	char node[16];
	long err;

	snprintf(node, sizeof(node), "/ubd%c", 'a' + nr);
	err = lkl_sys_mknod(node, LKL_S_IFBLK | 0600,
			    (unsigned int)(UBD_MAJOR << 8 | nr * 16));
	if (!err)
		err = lkl_sys_mkdir(at, 0700);
	return err ? err : lkl_sys_mount(node, (char *)at, "ext4", flags, NULL);
}

static void drop_caches(void)
{
	long fd = lkl_sys_open("/proc/sys/vm/drop_caches", LKL_O_WRONLY, 0);

	lkl_sys_sync();
	CHECK_EQ(lkl_sys_write(fd, "3", 1), 1, "caches are dropped");
	lkl_sys_close(fd);
}

static void check_writing(void)
{
	int before;

	CHECK_EQ(mount_ubd(0, "/a", 0), 0, "a file is mounted");
	before = nr_syncs;
	CHECK_EQ(disk_write_file("/a", "file", data, BYTES), 0,
		 "it is written and synced");
	CHECK(nr_syncs > before, "which reaches the host's fdatasync()");
	drop_caches();
	CHECK(disk_file_is("/a", "file", data, BYTES), "it is read");
	CHECK(nr_short > 100, "in short pieces");
	CHECK_EQ(lkl_sys_umount("/a", 0), 0, "it is unmounted");
}

static void check_readonly(void)
{
	CHECK_EQ(mount_ubd(1, "/b", 0), -LKL_EACCES,
		 "a read-only one is not mounted for writing");
	CHECK_EQ(lkl_sys_mount("/ubdb", "/b", "ext4", LKL_MS_RDONLY, NULL), 0,
		 "but for reading");
	CHECK_EQ(lkl_sys_umount("/b", 0), 0, "it is unmounted");
}

static void check_cow(const char *back)
{
	uint64_t hash = disk_hash(back);

	CHECK_EQ(mount_ubd(2, "/c", 0), 0, "a copy-on-write one is mounted");
	CHECK_EQ(disk_write_file("/c", "file", data, BYTES), 0, "written");
	drop_caches();
	CHECK(disk_file_is("/c", "file", data, BYTES), "and read");
	CHECK_EQ(lkl_sys_umount("/c", 0), 0, "it is unmounted");
	CHECK(hash == disk_hash(back), "the file behind it is as before");
}

int main(void)
{
	const char *a = disk_path("a"), *b = disk_path("b");
	const char *back = disk_path("back"), *cow = disk_path("cow");
	long i;

	need("mkfs.ext4", "e2fsprogs");
	for (i = 0; i < BYTES; i++)
		data[i] = (char)(i * 7 + i / 4096);
	disk_ext4(a, 16);
	disk_ext4(b, 16);
	disk_ext4(back, 16);
	devices_boot("ubd0=%s ubd1r=%s ubd2=%s,%s", a, b, cow, back);
	devices_need("/proc/devices", "ubd");
	KTAP_PLAN(19);
	check_writing();
	check_readonly();
	check_cow(back);
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	CHECK_EQ(disk_fsck(a), 0, "the image is clean");
	CHECK_EQ(disk_fsck(back), 0, "and the one behind the copy");
	return KTAP_END();
}
