// SPDX-License-Identifier: GPL-2.0
/*
 * The connection to the host: mounting there, and what is asked of its mount.
 */
#include "lklfuse/session.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "lklfuse/ops.h"
#include "lklfuse/quiet.h"
#include "lklfuse/report.h"
#include "lklfuse/unmount.h"

#define READ_AHEAD_KB	1024

int session_check(struct options *opt)
{
	static char path[PATH_MAX];
	struct stat st;
	int err = 0;

	if (!realpath(opt->mountpoint, path) || stat(path, &st))
		err = -errno;
	else if (!S_ISDIR(st.st_mode))
		err = -ENOTDIR;
	else if (geteuid() && access(path, W_OK))
		err = -errno;
	else if (access("/dev/fuse", F_OK))
		err = -ENODEV;
	if (err == -ENODEV)
		complain("/dev/fuse", "the host has no FUSE");
	else if (err)
		complain(opt->mountpoint, "mount point: %s", strerror(-err));
	opt->mountpoint = path;
	return err;
}

/* Commas and backslashes are marked for the parser of libfuse. */
static int add_option(char **options, const char *name, const char *value)
{
	char text[PATH_MAX + 16];

	if (snprintf(text, sizeof(text), "%s=%s", name, value) >=
	    (int)sizeof(text))
		return -ENAMETOOLONG;
	return fuse_opt_add_opt_escaped(options, text) ? -ENOMEM : 0;
}

static int add_flag(char **options, const char *name, bool wanted)
{
	return wanted && fuse_opt_add_opt(options, name) ? -ENOMEM : 0;
}

static int make_options(struct fs *fs, char **options)
{
	const struct options *opt = fs->opt;
	char source[PATH_MAX];
	const char *name = opt->fsname;
	int err;

	if (!name)
		name = realpath(opt->images[0], source) ? source :
							  opt->images[0];
	err = add_option(options, "subtype",
			 opt->subtype ? opt->subtype : "lklfuse");
	if (!err)
		err = add_option(options, "fsname", name);
	if (!err)
		err = add_flag(options, opt->pass, *opt->pass);
	if (!err)
		err = add_flag(options, "ro", fs->image->read_only);
	if (!err)
		err = add_flag(options, "default_permissions", opt->checks);
	return err;
}

static int mount_quietly(struct fs *fs)
{
	char why[512];
	int err;

	guard_tell(GUARD_MOUNTING);
	quiet_begin();
	err = fuse_session_mount(fs->session, fs->opt->mountpoint);
	quiet_end(why, sizeof(why));
	if (!err)
		return 0;
	guard_tell(GUARD_NOTHING);
	complain(fs->opt->mountpoint, "mount: %s",
		 *why ? why : "refused by the host");
	return -EPERM;
}

static struct fuse_session *make_session(struct fs *fs, const char *options)
{
	struct fuse_args args = FUSE_ARGS_INIT(0, NULL);
	struct fuse_session *session = NULL;
	int err;

	err = fuse_opt_add_arg(&args, "lklfuse") ||
	      fuse_opt_add_arg(&args, "-o") ||
	      fuse_opt_add_arg(&args, options) ||
	      (fs->opt->debug && fuse_opt_add_arg(&args, "-d"));
	if (!err)
		session = fuse_session_new(&args, &ops, sizeof(ops), fs);
	fuse_opt_free_args(&args);
	return session;
}

int session_open(struct fs *fs)
{
	char *options = NULL;
	int err;

	err = make_options(fs, &options);
	if (err) {
		free(options);
		complain("options", "%s", strerror(-err));
		return err;
	}
	fs->session = make_session(fs, options);
	free(options);
	if (!fs->session) {
		complain("libfuse", "refuses the options");
		return -EINVAL;
	}
	err = mount_quietly(fs);
	if (err) {
		fuse_session_destroy(fs->session);
		fs->session = NULL;
	}
	return err;
}

/* Root may have the host read ahead as much as a request can hold. */
static void read_ahead(dev_t dev)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/sys/class/bdi/%u:%u/read_ahead_kb",
		 major(dev), minor(dev));
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	if (dprintf(fd, "%d", READ_AHEAD_KB) < 0)
		complain(path, "%s", strerror(errno));
	close(fd);
}

void session_tune(struct fs *fs)
{
	struct stat st;

	if (stat(fs->opt->mountpoint, &st))
		return;
	fs->dev = st.st_dev;
	guard_tell(st.st_dev);
	read_ahead(st.st_dev);
}

/* By now, what is mounted there may be somebody else's. */
static bool is_ours(const struct fs *fs)
{
	struct statx st;

	return statx(AT_FDCWD, fs->opt->mountpoint, AT_STATX_DONT_SYNC, 0,
		     &st) ||
	       !fs->dev ||
	       makedev(st.stx_dev_major, st.stx_dev_minor) == fs->dev;
}

void session_detach(struct fs *fs)
{
	int fd;

	if (!is_ours(fs))
		return;
	/* What is open stays so, and is not written back by detaching. */
	fd = open(fs->opt->mountpoint, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		syncfs(fd);
		close(fd);
	}
	unmount(fs->opt->mountpoint);
}

/* The mount point may be somebody else's by now: it is not unmounted here. */
void session_close(struct fs *fs)
{
	if (fs->session)
		fuse_session_destroy(fs->session);
	fs->session = NULL;
}
