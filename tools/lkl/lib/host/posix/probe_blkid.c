// SPDX-License-Identifier: GPL-2.0
/*
 * Recognize file systems and partition tables with libblkid.
 *
 * libblkid wants a file. It gets a sparse one with the first and the last part
 * of the disk, which is where file systems and partition tables have their
 * marks.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <blkid.h>
#include <lkl_sys.h>

#include "host/limit.h"
#include "host/posix/cancel.h"
#include "host/probe.h"

#define HEAD_BYTES	(2UL << 20)
#define TAIL_BYTES	(512UL << 10)
#define CHUNK_BYTES	(256UL << 10)

/* Where libblkid and the kernel have different names. */
static const struct {
	const char *blkid, *kernel;
} renamed[] = {
	{ "ntfs", "ntfs3" },
	/* One that is marked as made for tests. */
	{ "ext4dev", "ext4" },
	{ NULL, NULL }
};

/* Copy [from, to) of the disk to the same place in the file. */
static int copy_range(const struct lkl__probe *disk, int fd, uint64_t from,
		      uint64_t to, char *buf)
{
	while (from < to) {
		size_t want = to - from < CHUNK_BYTES ? to - from : CHUNK_BYTES;
		long got = disk->read(disk->arg, buf, want, from);

		if (got <= 0)
			return got;
		if (pwrite(fd, buf, got, from) != got)
			return -LKL_ENOMEM;
		from += got;
	}
	return 0;
}

static int copy_sample(const struct lkl__probe *disk, int fd)
{
	uint64_t bytes = disk->bytes;
	uint64_t head = bytes < HEAD_BYTES ? bytes : HEAD_BYTES;
	uint64_t tail = bytes - head < TAIL_BYTES ? head : bytes - TAIL_BYTES;
	char *buf;
	int err;

	buf = malloc(CHUNK_BYTES);
	err = buf ? lkl__limit_check(bytes) : -LKL_ENOMEM;
	if (!err && ftruncate(fd, bytes))
		err = -errno;
	if (!err)
		err = copy_range(disk, fd, 0, head, buf);
	if (!err)
		err = copy_range(disk, fd, tail, bytes, buf);
	free(buf);
	return err;
}

static int set_type(char *type, const char *name)
{
	int i;

	for (i = 0; renamed[i].blkid; i++)
		if (!strcmp(name, renamed[i].blkid))
			name = renamed[i].kernel;
	if (strlen(name) >= LKL__TYPE_BYTES)
		return -LKL_EMEDIUMTYPE;
	strcpy(type, name);
	return 0;
}

/*
 * libblkid believes in an NTFS only if it sees the file table, which lies
 * anywhere.
 */
static int is_ntfs(int fd)
{
	char mark[8];

	return pread(fd, mark, sizeof(mark), 3) == sizeof(mark) &&
	       !memcmp(mark, "NTFS    ", sizeof(mark));
}

static int interpret(blkid_probe probe, int fd, char *type)
{
	const char *usage = "", *name;

	blkid_probe_lookup_value(probe, "USAGE", &usage, NULL);
	if (!blkid_probe_lookup_value(probe, "TYPE", &name, NULL))
		return strcmp(usage, "filesystem") ? -LKL_EMEDIUMTYPE :
						     set_type(type, name);
	if (is_ntfs(fd))
		return set_type(type, "ntfs");
	return blkid_probe_has_value(probe, "PTTYPE") ? -LKL_ENOTDIR :
							-LKL_EMEDIUMTYPE;
}

static int probe_file(int fd, char *type)
{
	blkid_probe probe = blkid_new_probe();
	int ret;

	if (!probe)
		return -LKL_ENOMEM;
	ret = blkid_probe_set_device(probe, fd, 0, 0);
	if (!ret) {
		blkid_probe_enable_superblocks(probe, 1);
		blkid_probe_set_superblocks_flags(probe, BLKID_SUBLKS_TYPE |
							 BLKID_SUBLKS_USAGE);
		blkid_probe_enable_partitions(probe, 1);
		ret = blkid_do_safeprobe(probe);
	}
	if (ret == -2)
		ret = -LKL_EMEDIUMTYPE;
	else if (ret < 0)
		ret = -LKL_EIO;
	else
		ret = interpret(probe, fd, type);
	blkid_free_probe(probe);
	return ret;
}

static int probe_disk(const struct lkl__probe *disk, char *type)
{
	int fd, err;

	fd = memfd_create("lkl-probe", MFD_CLOEXEC);
	if (fd < 0)
		return -errno;
	err = copy_sample(disk, fd);
	if (!err)
		err = probe_file(fd, type);
	close(fd);
	return err;
}

int lkl__probe_type(const struct lkl__probe *disk, char *type)
{
	int cancel = lkl__cancel_disable();
	int err = probe_disk(disk, type);

	lkl__cancel_restore(cancel);
	return err;
}
