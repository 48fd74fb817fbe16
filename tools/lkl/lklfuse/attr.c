// SPDX-License-Identifier: GPL-2.0
/*
 * Attributes of files, from the kernel inside to the host, and how long the
 * host may keep them.
 *
 * Nobody but the host writes, and it forgets what its own calls change. So it
 * may keep all of it, but for one thing: a file system may decide only when it
 * writes how many blocks a file has.
 */
#include "lklfuse/attr.h"

#include <string.h>
#include <sys/sysmacros.h>
#include <time.h>

/* As good as for ever; the host adds it to its clock. */
#define LONG_S		1e6
#define SHORT_S		1.0
/* Two commits after its last change a file has the blocks it will have. */
#define SETTLE_S	10
/* Inode numbers of further devices differ in these bits. */
#define DEV_SHIFT	52

int attr_at(int dirfd, const char *name, struct lkl_statx *st)
{
	return lkl_sys_statx(dirfd, name, LKL_AT_SYMLINK_NOFOLLOW |
			     LKL_AT_EMPTY_PATH | LKL_AT_NO_AUTOMOUNT,
			     LKL_STATX_BASIC_STATS, st);
}

int attr_fd(int fd, struct lkl_statx *st)
{
	return attr_at(fd, "", st);
}

/*
 * Subvolumes of btrfs number their files alike, as devices of their own. The
 * host sees one device, so the numbers have to differ.
 */
static uint64_t dev_index(struct fs *fs, uint64_t dev)
{
	unsigned int i;

	pthread_mutex_lock(&fs->nodes.lock);
	for (i = 0; i < fs->nr_devs && fs->devs[i] != dev; i++)
		;
	if (i == fs->nr_devs && i < MAX_DEVS)
		fs->devs[fs->nr_devs++] = dev;
	pthread_mutex_unlock(&fs->nodes.lock);
	return i;
}

bool attr_has_devs(const struct fs *fs)
{
	return __atomic_load_n(&fs->nr_devs, __ATOMIC_RELAXED) > 1;
}

uint64_t attr_ino(struct fs *fs, const struct lkl_statx *st)
{
	uint64_t dev = (uint64_t)st->stx_dev_major << 32 | st->stx_dev_minor;

	if (__atomic_load_n(&fs->nr_devs, __ATOMIC_RELAXED) &&
	    fs->devs[0] == dev)
		return st->stx_ino;
	return st->stx_ino ^ dev_index(fs, dev) << DEV_SHIFT;
}

static struct timespec time_of(const struct lkl_statx_timestamp *from)
{
	struct timespec to = {
		.tv_sec = from->tv_sec,
		.tv_nsec = from->tv_nsec,
	};

	return to;
}

void attr_convert(struct fs *fs, const struct lkl_statx *from, struct stat *to)
{
	memset(to, 0, sizeof(*to));
	to->st_ino = attr_ino(fs, from);
	to->st_mode = from->stx_mode;
	to->st_nlink = from->stx_nlink;
	to->st_uid = fs->opt->uid < 0 ? from->stx_uid : fs->opt->uid;
	to->st_gid = fs->opt->gid < 0 ? from->stx_gid : fs->opt->gid;
	to->st_rdev = makedev(from->stx_rdev_major, from->stx_rdev_minor);
	to->st_size = from->stx_size;
	to->st_blksize = from->stx_blksize;
	to->st_blocks = from->stx_blocks;
	to->st_atim = time_of(&from->stx_atime);
	to->st_mtim = time_of(&from->stx_mtime);
	to->st_ctim = time_of(&from->stx_ctime);
}

double attr_timeout(struct fs *fs, const struct lkl_statx *st)
{
	if (fs->late_blocks && LKL_S_ISREG(st->stx_mode) &&
	    st->stx_ctime.tv_sec + SETTLE_S > time(NULL))
		return SHORT_S;
	return LONG_S;
}

int entry_fill(struct fs *fs, struct place *place,
	       struct fuse_entry_param *entry)
{
	struct node *node;
	int err;

	err = fs->nodes.kind->find(&fs->nodes, place, &node);
	if (err)
		return err;
	memset(entry, 0, sizeof(*entry));
	entry->ino = number_of(fs, node);
	entry->generation = node->serial;
	attr_convert(fs, place->st, &entry->attr);
	entry->attr_timeout = attr_timeout(fs, place->st);
	/* A file may vanish under a name that is written in another way. */
	entry->entry_timeout = fs->folds_names ? 0 : LONG_S;
	return 0;
}

void entry_undo(struct fs *fs, const struct fuse_entry_param *entry)
{
	node_forget(&fs->nodes, node_of(fs, entry->ino), 1);
}

static void reply_negative(fuse_req_t req)
{
	struct fuse_entry_param entry = { .entry_timeout = LONG_S };

	fuse_reply_entry(req, &entry);
}

void reply_entry(fuse_req_t req, struct place *place, long err)
{
	struct fs *fs = fs_of(req);
	struct fuse_entry_param entry;

	if (!err)
		err = entry_fill(fs, place, &entry);
	if (err == -LKL_ENOENT && !fs->folds_names)
		reply_negative(req);
	else if (err)
		reply_err(req, err);
	else if (fuse_reply_entry(req, &entry))
		entry_undo(fs, &entry);
}
