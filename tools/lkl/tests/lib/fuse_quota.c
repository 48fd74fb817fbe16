// SPDX-License-Identifier: GPL-2.0
/*
 * Give a user a quota in an image, as setquota(8) does on a mount.
 *
 * usage: fuse_quota IMAGE TYPE OPTIONS UID KIB
 */
#include <stdio.h>
#include <stdlib.h>

#include <lkl.h>
#include <lkl/linux/quota.h>

static int fail(const char *what, long err)
{
	fprintf(stderr, "fuse_quota: %s: %s\n", what, lkl_strerror(err));
	return 1;
}

static long limit(const char *mnt, int uid, unsigned long kib)
{
	struct lkl_if_dqblk quota = {
		.dqb_bhardlimit = kib,
		.dqb_valid = LKL_QIF_BLIMITS,
	};
	long fd, err;

	fd = lkl_sys_open(mnt, LKL_O_RDONLY | LKL_O_DIRECTORY, 0);
	if (fd < 0)
		return fd;
	err = lkl_sys_quotactl_fd(fd, LKL_QCMD(LKL_Q_SETQUOTA, LKL_USRQUOTA),
				  uid, &quota);
	lkl_sys_close(fd);
	return err;
}

int main(int argc, char *argv[])
{
	struct lkl_disk_options disk = { .size = sizeof(disk) };
	char mnt[32];
	long id, err;

	if (argc != 6)
		return 2;
	disk.path = argv[1];
	id = lkl_disk_open(&disk);
	if (id < 0)
		return fail(argv[1], id);
	err = lkl_start_kernel("mem=64M loglevel=4");
	if (err)
		return fail("kernel", err);
	err = lkl_mount_dev(id, 0, argv[2], 0, argv[3], mnt, sizeof(mnt));
	if (err)
		return fail("mount", err);
	err = limit(mnt, atoi(argv[4]), strtoul(argv[5], NULL, 10));
	if (err)
		return fail("quota", err);
	err = lkl_umount_dev(id, 0, 0, 1000);
	if (err)
		return fail("unmount", err);
	return lkl_sys_halt() != 0;
}
