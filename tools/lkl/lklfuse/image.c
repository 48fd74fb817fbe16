// SPDX-License-Identifier: GPL-2.0
/*
 * The disks of the file system, from files of the host to a kernel's mount.
 */
#include "lklfuse/image.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <lkl.h>
#include <lkl/linux/magic.h>

#include "lklfuse/report.h"
#include "lklfuse/image_error.h"
#include "lklfuse/image_kernel.h"
#include "lklfuse/turn.h"

#define UNMOUNT_MS	10000
/* Not among those of <linux/magic.h>. */
#define ROMFS_MAGIC	0x7275

static int take_lock(struct image *image)
{
	const char *path = image->opt->lock;
	int err;

	if (!path)
		return 0;
	image->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (image->lock >= 0 && !flock(image->lock, LOCK_EX | LOCK_NB))
		return 0;
	err = -errno;
	complain(path, "%s", err == -EWOULDBLOCK ?
		 "locked by another program" : lkl_strerror(err));
	return err;
}

static int open_disk(struct image *image, const char *path)
{
	struct lkl_disk_options disk = {
		.size = sizeof(disk),
		.path = path,
		.offset = image->opt->offset,
		.flags = image->read_only ? LKL_DISK_READONLY : 0,
		.waits = turn_give,
	};

	return lkl_disk_open(&disk);
}

static bool means_read_only(int err)
{
	return err == -EACCES || err == -EPERM || err == -EROFS;
}

static int open_one(struct image *image, const char *path)
{
	int id = open_disk(image, path);

	if (means_read_only(id) && !image->read_only && !access(path, R_OK)) {
		complain(path, "not writable; mounting read-only");
		image->read_only = true;
		id = open_disk(image, path);
	}
	if (id < 0) {
		image_complain_open(path, id);
		return id;
	}
	image->ids[image->nr_ids++] = id;
	return 0;
}

int image_open(struct image *image, const struct options *opt)
{
	int i, err;

	memset(image, 0, sizeof(*image));
	image->opt = opt;
	image->lock = -1;
	image->read_only = opt->read_only;
	err = take_lock(image);
	for (i = 0; !err && i < opt->nr_images; i++)
		err = open_one(image, opt->images[i]);
	return err;
}

/* What Linux never writes needs no word. */
static bool is_for_reading(long magic)
{
	static const long magics[] = {
		LKL_CRAMFS_MAGIC, LKL_EROFS_SUPER_MAGIC_V1,
		LKL_ISOFS_SUPER_MAGIC, ROMFS_MAGIC, LKL_SQUASHFS_MAGIC,
	};
	size_t i;

	for (i = 0; i < sizeof(magics) / sizeof(*magics); i++) {
		if (magics[i] == magic)
			return true;
	}
	return false;
}

/* Damage made the library mount it without writing. */
static int learn_read_only(struct image *image)
{
	struct lkl_statfs st;
	long err;

	err = lkl_sys_statfs(image->mnt, &st);
	if (err || !(st.f_flags & LKL_MS_RDONLY) || image->read_only)
		return err;
	if (!is_for_reading(st.f_type))
		complain(image->opt->images[0],
			 "the file system can only be read");
	image->read_only = true;
	return 0;
}

/* Some that cannot be written refuse to be mounted for that. */
static long mount_inside(struct image *image, const char *opts,
			 unsigned long flags)
{
	const struct options *opt = image->opt;
	long err;

	if (image->read_only)
		flags |= LKL_MS_RDONLY;
	err = lkl_mount_dev(image->ids[0], opt->part, opt->type, flags, opts,
			    image->mnt, sizeof(image->mnt));
	if (means_read_only(err) && !image->read_only)
		err = lkl_mount_dev(image->ids[0], opt->part, opt->type,
				    flags | LKL_MS_RDONLY, opts, image->mnt,
				    sizeof(image->mnt));
	return err;
}

int image_mount(struct image *image)
{
	const struct options *opt = image->opt;
	unsigned long flags = opt->ms_flags;
	char opts[2048];
	long err;

	err = image_boot(opt);
	if (!err)
		err = image_options(opt, image->ids, image->nr_ids, &flags,
				    opts, sizeof(opts));
	if (err) {
		complain("kernel", "%s", lkl_strerror(err));
		return err;
	}
	err = mount_inside(image, opts, flags);
	if (err) {
		image_complain_mount(opt, err);
		return err;
	}
	image->mounted = true;
	return learn_read_only(image);
}

/* Unlike what halting does by itself, this says what is lost. */
static int unmount_inside(struct image *image)
{
	int err;

	if (!image->mounted || !lkl_is_running())
		return 0;
	err = lkl_umount_dev(image->ids[0], image->opt->part, 0, UNMOUNT_MS);
	if (err)
		complain(image->opt->images[0], "unmount: %s",
			 lkl_strerror(err));
	return err;
}

/* Nothing is left to be written then, so this has seldom anything to say. */
static int halt_inside(struct image *image)
{
	int err = (int)lkl_sys_halt();

	if (!err || err == -LKL_ENODEV)
		return 0;
	/* Why it could not be mounted has been said. */
	if (image->mounted)
		complain(image->opt->images[0], "halt: %s",
			 lkl_strerror(err));
	return err;
}

int image_close(struct image *image)
{
	int err = unmount_inside(image), i, lost;

	lost = halt_inside(image);
	err = err ? err : lost;
	for (i = 0; i < image->nr_ids; i++) {
		lost = lkl_disk_close(image->ids[i]);
		if (lost)
			complain(image->opt->images[i], "close: %s",
				 lkl_strerror(lost));
		err = err ? err : lost;
	}
	if (image->lock >= 0)
		close(image->lock);
	return err;
}
