// SPDX-License-Identifier: GPL-2.0
/*
 * What is known of file systems that may be damaged.
 */
#include <string.h>

#include <lkl_sys.h>

#include "fs/blkdev.h"
#include "fs/salvage.h"

/* The superblock of ext2, ext3 and ext4. */
#define EXT_SUPERBLOCK		1024
#define EXT_MAGIC_AT		56
#define EXT_MAGIC		0xef53
#define EXT_STATE_AT		58
#define EXT_STATE_ERRORS	2
#define EXT_INCOMPAT_AT		96
#define EXT_INCOMPAT_RECOVER	4

/* A read-only mount replays the journal, too, unless it is told not to. */
static const struct {
	const char *type, *options;
} salvage[] = {
	{ "btrfs", "rescue=nologreplay" },
	{ "ext3", "noload" },
	{ "ext4", "noload" },
	{ "f2fs", "norecovery" },
	{ "nilfs2", "norecovery" },
	{ "xfs", "norecovery" },
	{ NULL, NULL }
};

const char *lkl__salvage_options(const char *type)
{
	int i;

	for (i = 0; salvage[i].type; i++)
		if (!strcmp(type, salvage[i].type))
			return salvage[i].options;
	return "";
}

static unsigned int le16(const unsigned char *p)
{
	return p[0] | p[1] << 8;
}

int lkl__ext_state(uint32_t dev, const char *type)
{
	unsigned char sb[128];
	int state = LKL__EXT;
	long fd, got;

	if (strcmp(type, "ext2") && strcmp(type, "ext3") &&
	    strcmp(type, "ext4"))
		return 0;
	fd = lkl__blkdev_open(dev, NULL);
	if (fd < 0)
		return fd;
	got = lkl_sys_pread64(fd, (void *)sb, sizeof(sb), EXT_SUPERBLOCK);
	lkl_sys_close(fd);
	if (got < 0)
		return got;
	if (got != sizeof(sb) || le16(sb + EXT_MAGIC_AT) != EXT_MAGIC)
		return 0;
	if (le16(sb + EXT_STATE_AT) & EXT_STATE_ERRORS)
		state |= LKL__EXT_DAMAGED;
	if (le16(sb + EXT_INCOMPAT_AT) & EXT_INCOMPAT_RECOVER)
		state |= LKL__EXT_REPLAY;
	return state;
}
