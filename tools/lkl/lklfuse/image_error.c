// SPDX-License-Identifier: GPL-2.0
/*
 * Why an image cannot be mounted, in words that say what to do.
 */
#include "lklfuse/image_error.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <lkl.h>

#include "lklfuse/console.h"
#include "lklfuse/report.h"

#define BTRFS_SUPERBLOCK	0x10000
#define BTRFS_MAGIC_AT		0x40
#define BTRFS_DEVICES_AT	0x88

/* A process that has a lock on the file, or 0. */
static long lock_owner(const char *path)
{
	unsigned int maj, min;
	unsigned long ino;
	struct stat st;
	char line[256];
	long pid, found = 0;
	FILE *locks;

	locks = fopen("/proc/locks", "re");
	if (!locks)
		return 0;
	if (!stat(path, &st)) {
		while (!found && fgets(line, sizeof(line), locks)) {
			if (sscanf(line, "%*d: %*s %*s %*s %ld %x:%x:%lu", &pid,
				   &maj, &min, &ino) == 4 && pid > 0 &&
			    ino == st.st_ino &&
			    makedev(maj, min) == st.st_dev)
				found = pid;
		}
	}
	fclose(locks);
	/* Whoever took it may have given it to others and ended. */
	return found && !kill(found, 0) ? found : 0;
}

void image_complain_open(const char *path, int err)
{
	long pid;

	switch (err) {
	case -EBUSY:
		pid = lock_owner(path);
		if (pid)
			complain(path, "locked by process %ld", pid);
		else
			complain(path, "in use by another program");
		break;
	case -EINVAL:
		complain(path, "empty, cut off, or smaller than offset=");
		break;
	case -ENOTBLK:
		complain(path, "neither a file nor a block device");
		break;
	default:
		complain(path, "%s", lkl_strerror(err));
	}
}

/* How many devices the btrfs on an image has, or 0 if it is none. */
static uint64_t btrfs_devices(const struct options *opt)
{
	unsigned char super[BTRFS_DEVICES_AT + 8];
	uint64_t nr = 0;
	int fd = open(opt->images[0], O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return 0;
	if (pread(fd, super, sizeof(super), opt->offset + BTRFS_SUPERBLOCK) ==
	    (ssize_t)sizeof(super) &&
	    !memcmp(super + BTRFS_MAGIC_AT, "_BHRfS_M", 8))
		memcpy(&nr, super + BTRFS_DEVICES_AT, sizeof(nr));
	close(fd);
	return le64toh(nr);
}

static const char *reason(const struct options *opt, int err)
{
	switch (err) {
	case -ENODEV:
		return "this kernel has no such type of file system";
	case -ENXIO:
		return "no such partition";
	case -EMEDIUMTYPE:
		return "no file system is recognized; try type=";
	case -ENOTUNIQ:
		return "several partitions have one; choose with part=";
	case -EINVAL:
		return opt->type ? "not of this type, or wrong opts=" :
				   "damaged, or wrong opts=";
	case -EUCLEAN:
	case -EBADMSG:
		return "damaged; run its fsck";
	default:
		return lkl_strerror(err);
	}
}

void image_complain_mount(const struct options *opt, int err)
{
	uint64_t nr_devices = btrfs_devices(opt);
	const char *image = opt->images[0];
	char last[256];

	console_last(last, sizeof(last));
	if (nr_devices > (uint64_t)opt->nr_images)
		complain(image, "mount: one of %ju devices is missing",
			 (uintmax_t)nr_devices);
	else if (*last)
		complain(image, "mount: %s (kernel: %s)", reason(opt, err),
			 last);
	else
		complain(image, "mount: %s", reason(opt, err));
}
