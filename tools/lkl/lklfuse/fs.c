// SPDX-License-Identifier: GPL-2.0
/*
 * The file system inside: what is known of its type, and its commits.
 */
#include "lklfuse/fs.h"

#include <string.h>

#include "lklfuse/panic.h"

/* f_type of file systems, as far as <linux/magic.h> has none. */
#define MAGIC_XFS	0x58465342
#define MAGIC_HFSPLUS	0x482b
#define MAGIC_HFS	0x4244
#define MAGIC_MSDOS	0x4d44
#define MAGIC_EXFAT	0x2011bab0
#define MAGIC_BTRFS	0x9123683e
#define MAGIC_F2FS	0xf2f52010

static void learn_type(struct fs *fs, unsigned long magic)
{
	switch (magic) {
	case MAGIC_MSDOS:
	case MAGIC_EXFAT:
	case MAGIC_HFS:
	case MAGIC_HFSPLUS:
		fs->folds_names = true;
		break;
	case MAGIC_XFS:
	case MAGIC_BTRFS:
	case MAGIC_F2FS:
		fs->late_blocks = true;
		break;
	}
}

int fs_open(struct fs *fs, struct image *image)
{
	struct lkl_statfs st;
	long err;

	memset(fs, 0, sizeof(*fs));
	fs->opt = image->opt;
	fs->image = image;
	err = nodes_open(&fs->nodes, image->mnt);
	if (err)
		return err;
	err = lkl_sys_fstatfs(fs->nodes.root_fd, &st);
	if (!err)
		learn_type(fs, st.f_type);
	return err;
}

void fs_close(struct fs *fs)
{
	nodes_close(&fs->nodes);
	/* Files that the host had open still when the connection ended. */
	lkl_sys_close_range(3, ~0U, 0);
}

int fs_sync(struct fs *fs)
{
	if (!__atomic_exchange_n(&fs->changed, 0, __ATOMIC_SEQ_CST))
		return 0;
	return lkl_sys_syncfs(fs->nodes.root_fd);
}

void reply_err(fuse_req_t req, long err)
{
	if (err == -LKL_ENODEV && panic_happened())
		err = -LKL_EIO;
	fuse_reply_err(req, err < 0 ? -err : 0);
}
