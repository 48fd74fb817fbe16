// SPDX-License-Identifier: GPL-2.0
/*
 * The file system inside: what is known of its type, and its commits.
 */
#include "lklfuse/fs.h"

#include <string.h>

#include <lkl/linux/magic.h>

#include "lklfuse/panic.h"

/* Not among those of <linux/magic.h>. */
#define HFSPLUS_MAGIC	0x482b
#define HFS_MAGIC	0x4244
#define NTFS3_MAGIC	0x7366746e

/* Those that number their files anew as they read them have no handles. */
static const struct node_kind *learn_type(struct fs *fs, unsigned long magic)
{
	switch (magic) {
	case LKL_MSDOS_SUPER_MAGIC:
	case LKL_EXFAT_SUPER_MAGIC:
		fs->folds_names = true;
		return &name_kind;
	case HFS_MAGIC:
	case HFSPLUS_MAGIC:
		fs->folds_names = true;
		break;
	case NTFS3_MAGIC:
		fs->one_request = true;
		break;
	case LKL_XFS_SUPER_MAGIC:
	case LKL_BTRFS_SUPER_MAGIC:
	case LKL_F2FS_SUPER_MAGIC:
		fs->late_blocks = true;
		break;
	}
	return NULL;
}

int fs_open(struct fs *fs, struct image *image)
{
	struct lkl_statfs st;
	long err;

	memset(fs, 0, sizeof(*fs));
	fs->opt = image->opt;
	fs->image = image;
	err = lkl_sys_statfs(image->mnt, &st);
	if (err)
		return err;
	return nodes_open(&fs->nodes, image->mnt, learn_type(fs, st.f_type));
}

void fs_close(struct fs *fs)
{
	nodes_close(&fs->nodes);
	/* Files that the host had open still when the connection ended. */
	lkl_sys_close_range(3, ~0U, 0);
}

int fs_sync(struct fs *fs)
{
	long err;

	if (!__atomic_exchange_n(&fs->changed, 0, __ATOMIC_SEQ_CST))
		return 0;
	err = lkl_sys_syncfs(fs->nodes.root_fd);
	if (err)
		fs_touch(fs);
	return err;
}

void reply_err(fuse_req_t req, long err)
{
	if (err == -LKL_ENODEV && panic_happened())
		err = -LKL_EIO;
	fuse_reply_err(req, err < 0 ? -err : 0);
}
