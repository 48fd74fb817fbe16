// SPDX-License-Identifier: GPL-2.0
/*
 * How much of what is copied the kernel may keep in memory.
 */
#include <stdio.h>
#include <string.h>

#include <lkl.h>

#include "copy/session_parts.h"

/* What an inode that a journal holds on to may take, with all that it needs. */
#define INODE_BYTES	16384
/* How much may be dirty before writers wait is a sixth of memory, and less. */
#define LATE_SHARE	16
/* Of a small file: a block, and one for its inode. */
#define LATE_BYTES	8192
/* Where ext4 shows all options of each mount, the default ones as well. */
#define EXT4_OPTIONS	"/proc/fs/ext4"

static int has_option(const char *disk, const char *option)
{
	char path[64], text[4096];
	long fd, n;

	if (snprintf(path, sizeof(path), EXT4_OPTIONS "/%s/options", disk) >=
	    (int)sizeof(path))
		return 0;
	fd = lkl_sys_open(path, LKL_O_RDONLY | LKL_O_CLOEXEC, 0);
	if (fd < 0)
		return 0;
	n = lkl_sys_read(fd, text, sizeof(text) - 1);
	lkl_sys_close(fd);
	text[n > 0 ? n : 0] = '\0';
	return !!strstr(text, option);
}

/* Of what is mounted, which is one image. */
static int journals_data(void)
{
	struct lkl_linux_dirent64 *entry;
	struct lkl_dir *dir;
	int found = 0, err;

	dir = lkl_opendir(EXT4_OPTIONS, &err);
	if (!dir)
		return 0;
	while (!found && (entry = lkl_readdir(dir)))
		found = has_option(entry->d_name, "data=journal\n");
	lkl_closedir(dir);
	return found;
}

/*
 * These store data or inodes only after a time, or when there are more of them
 * than little memory holds; whoever writes would wait for that, and copy some
 * MiB each time.
 */
static int stores_late(const char *fs_type)
{
	return !strcmp(fs_type, "nilfs2") || !strcmp(fs_type, "f2fs") ||
	       (!strcmp(fs_type, "ext4") && journals_data());
}

void session_set_limits(struct session *session)
{
	struct tree *tree = &session->tree;

	if (!session->options->write)
		return;
	tree->settle_entries = session->mem_bytes / INODE_BYTES;
	if (session->options->reproducible) {
		tree->settle_bytes = session->mem_bytes / 4;
	} else if (stores_late(session->fs_type)) {
		tree->settle_bytes = session->mem_bytes / LATE_SHARE;
		tree->settle_entries = tree->settle_bytes / LATE_BYTES;
	}
	reserve_attach(&session->reserve, tree);
}
