// SPDX-License-Identifier: GPL-2.0
/*
 * Mounting an image, and unmounting it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lkl.h>

#include "copy/report.h"
#include "copy/reproducible.h"
#include "copy/session_error.h"
#include "copy/session_parts.h"

#define UMOUNT_MS	10000

/* The type under which it is mounted, which may have been recognized. */
static void find_type(struct session *session)
{
	char text[4096], mnt[64], type[32], *line = text;
	long fd, n = 0;

	if (lkl_mount_fs("proc") < 0)
		return;
	fd = lkl_sys_open("/proc/self/mounts", LKL_O_RDONLY, 0);
	if (fd >= 0) {
		n = lkl_sys_read(fd, text, sizeof(text) - 1);
		lkl_sys_close(fd);
	}
	text[n > 0 ? n : 0] = '\0';
	for (; line; line = strchr(line + 1, '\n'))
		if (sscanf(line, " %*s %63s %31s", mnt, type) == 2 &&
		    !strcmp(mnt, session->mnt))
			strcpy(session->fs_type, type);
}

static long mount_with(struct session *session, int flags, const char *opts)
{
	const struct session_options *options = session->options;

	return lkl_mount_dev(session->disk, options->part, options->type,
			     flags, opts, session->mnt, sizeof(session->mnt));
}

static long umount_image(struct session *session)
{
	return lkl_umount_dev(session->disk, session->options->part, 0,
			      UMOUNT_MS);
}

/* What has to be added to the options depends on what is there. */
static long mount_reproducible(struct session *session)
{
	const char *opts = session->options->mount_options;
	const char *more;
	char all[4096];
	long err;

	err = mount_with(session, LKL_MS_RDONLY, opts);
	if (err)
		return err;
	find_type(session);
	err = umount_image(session);
	if (err)
		return err;
	more = reproducible_options(session->fs_type);
	if ((size_t)snprintf(all, sizeof(all), "%s%s%s", opts ? opts : "",
			     opts && *more ? "," : "", more) >= sizeof(all))
		return -E2BIG;
	return mount_with(session, 0, all);
}

static int mount_image(struct session *session)
{
	const struct session_options *options = session->options;
	struct lkl_statfs st;
	long err;

	if (options->reproducible && options->write)
		err = mount_reproducible(session);
	else
		err = mount_with(session, options->write ? 0 : LKL_MS_RDONLY,
				 options->mount_options);
	if (err) {
		session_mount_error(err, options);
		return err;
	}
	find_type(session);
	err = lkl_sys_statfs(session->mnt, &st);
	session->is_readonly = !err && (st.f_flags & LKL_MS_RDONLY);
	return 0;
}

/* Writing is asked for, but there is no memory, or the library found damage. */
static int check_writable(struct session *session)
{
	if (!session->options->write)
		return 0;
	if (!session_has_room()) {
		report_text("too little memory for a file system so large, see --mem",
			    "%s", session->options->image);
		return -ENOMEM;
	}
	if (!session->is_readonly)
		return 0;
	report_text("the file system is damaged, nothing was changed", "%s",
		    session->options->image);
	return -EROFS;
}

static int drops_dots(const char *type)
{
	return !strcmp(type, "vfat") || !strcmp(type, "msdos") ||
	       !strcmp(type, "exfat");
}

static int start_tree(struct session *session)
{
	size_t len = strlen(session->options->image);
	int err = -ENOMEM;

	session->name = malloc(len + 2);
	if (session->name) {
		memcpy(session->name, session->options->image, len);
		strcpy(session->name + len, ":");
		err = image_tree_init(&session->tree, session->name,
				      session->mnt);
		session->tree.drops_dots = drops_dots(session->fs_type);
		session_set_limits(session);
	}
	if (err) {
		report_error(err, "%s", session->options->image);
		free(session->name);
	}
	return err;
}

int session_mount(struct session *session)
{
	int err = mount_image(session);

	if (err)
		return err;
	err = check_writable(session);
	if (!err)
		err = start_tree(session);
	if (err)
		umount_image(session);
	return err;
}

int session_umount(struct session *session)
{
	image_tree_release(&session->tree);
	free(session->name);
	return (int)umount_image(session);
}
