// SPDX-License-Identifier: GPL-2.0
/*
 * Mount what is sound as asked for, and what is damaged without changing it.
 */
#include <string.h>

#include <lkl_sys.h>

#include "fs/blkdev.h"
#include "fs/mount.h"
#include "fs/protect.h"
#include "fs/salvage.h"

/* mount() copies a page of options, however short they are. */
#define OPTIONS_BYTES 4096

/* A mount in the making. */
struct mount {
	uint32_t dev;
	char node[LKL__BLKDEV_PATH];
	const char *mnt, *type;
	char opts[OPTIONS_BYTES];
};

static int add_option(char *all, const char *option)
{
	size_t len = strlen(all);

	if (!option || !*option)
		return 0;
	if (len + strlen(option) + 2 > OPTIONS_BYTES)
		return -LKL_E2BIG;
	if (len)
		all[len++] = ',';
	strcpy(all + len, option);
	return 0;
}

/* What ext4 needs so as not to write what nobody asked it to write. */
static int add_ext4_options(struct mount *m, const char *opts)
{
	int err = 0;

	if (strcmp(m->type, "ext4"))
		return 0;
	if (!opts || !strstr(opts, "init_itable"))
		err = add_option(m->opts, "noinit_itable");
	if (!err && (!opts || !strstr(opts, "errors=")))
		err = add_option(m->opts, "errors=remount-ro");
	return err;
}

/* Whether the program has mounted it, or made it part of something. */
static int is_in_use(const struct mount *m)
{
	long fd = lkl_sys_open(m->node, LKL_O_RDONLY | LKL_O_EXCL |
			       LKL_O_CLOEXEC, 0);

	if (fd >= 0)
		lkl_sys_close(fd);
	return fd == -LKL_EBUSY;
}

static int is_damage(long err)
{
	return err == -LKL_EUCLEAN || err == -LKL_EBADMSG;
}

static long mount_as_asked(struct mount *m, int flags)
{
	return lkl_sys_mount(m->node, m->mnt, m->type, flags, m->opts);
}

/*
 * Mount read-only, with the journal, or what a file system has, untouched. The
 * device stays protected until it is unmounted.
 */
static long mount_salvaged(struct mount *m, int flags)
{
	long err = add_option(m->opts, lkl__salvage_options(m->type));

	if (!err)
		err = lkl__protect(m->dev);
	if (err)
		return err;
	err = mount_as_asked(m, flags | LKL_MS_RDONLY);
	if (err)
		lkl__unprotect(m->dev);
	return err;
}

/*
 * A mount that fails may have written. Without the options of the caller, some
 * of which want the journal.
 */
static long try_readonly(struct mount *m)
{
	char opts[OPTIONS_BYTES] = "";
	long err;

	strcpy(opts, lkl__salvage_options(m->type));
	err = lkl__protect(m->dev);
	if (err)
		return err;
	err = lkl_sys_mount(m->node, m->mnt, m->type, LKL_MS_RDONLY, opts);
	if (!err)
		err = lkl_sys_umount(m->mnt, 0);
	lkl__unprotect(m->dev);
	return err;
}

long lkl__mount(uint32_t dev, const char *mnt, const char *type, int flags,
		const char *opts)
{
	struct mount m = { .dev = dev, .mnt = mnt, .type = type };
	long err, state;

	err = lkl__blkdev_node(dev, m.node);
	if (!err)
		err = add_option(m.opts, opts);
	if (!err)
		err = add_ext4_options(&m, opts);
	if (err)
		return err;
	/* Who uses it may write to it: it is neither protected nor not. */
	if (is_in_use(&m))
		return mount_as_asked(&m, flags);
	lkl__unprotect(dev);
	state = lkl__ext_state(dev, type);
	if (state < 0)
		return state;
	if (state & LKL__EXT_DAMAGED)
		return mount_salvaged(&m, flags);
	if (state == LKL__EXT) {
		err = try_readonly(&m);
		if (is_damage(err))
			return err;
	}
	err = mount_as_asked(&m, flags);
	if (is_damage(err) && !mount_salvaged(&m, flags))
		err = 0;
	return err;
}
