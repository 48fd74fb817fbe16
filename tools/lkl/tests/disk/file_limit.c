// SPDX-License-Identifier: GPL-2.0
/*
 * A limit of the size of files (RLIMIT_FSIZE) makes calls fail where the host
 * would end the program by SIGXFSZ.
 */
#include <sys/resource.h>

#include "disk.h"

#define MIB	(1UL << 20)

static char mnt[32];

static void set_limit(unsigned long mib)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_FSIZE, &limit))
		KTAP_BAIL("no limits");
	limit.rlim_cur = mib * MIB;
	if (setrlimit(RLIMIT_FSIZE, &limit))
		KTAP_BAIL("cannot set a limit");
}

/* Returns what lkl_start_kernel() gives in a process of its own. */
static int boot_elsewhere(const char *memory)
{
	int status;
	pid_t pid = fork();

	if (!pid)
		_exit(-lkl_start_kernel("mem=%s quiet", memory));
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? -WEXITSTATUS(status) : -WTERMSIG(status);
}

static long mount(int id, const char *type)
{
	return lkl_mount_dev(id, 0, type, 0, NULL, mnt, sizeof(mnt));
}

int main(void)
{
	const char *small = disk_path("small"), *large = disk_path("large");
	long err;
	int id;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(small, 16);
	disk_ext4(large, 64);
	KTAP_PLAN(9);
	set_limit(40);
	CHECK_EQ(boot_elsewhere("64M"), -ENOMEM, "more memory than the limit");
	if (lkl_start_kernel("mem=40M loglevel=0"))
		KTAP_BAIL("no kernel");
	CHECK_EQ(DISK_OPEN(.path = large), -EFBIG, "a larger image");
	id = DISK_OPEN(.path = large, .flags = LKL_DISK_READONLY);
	CHECK(id >= 0, "to be read only");
	CHECK_EQ(mount(id, "ext4"), 0, "it is mounted");
	lkl_umount_dev(id, 0, 0, 0);
	err = mount(id, NULL);
	if (err != -LKL_ENOSYS)
		CHECK_EQ(err, -LKL_EFBIG, "but not recognized");
	else
		KTAP_SKIP("not recognized", "host: there is no libblkid");
	lkl_disk_close(id);
	id = DISK_OPEN(.path = small);
	CHECK_EQ(mount(id, "ext4"), 0, "a smaller image is mounted");
	CHECK_EQ(disk_write_file(mnt, "file", "text", 4), 0, "and written");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), 0, "and unmounted");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
