// SPDX-License-Identifier: GPL-2.0
/*
 * Where the archive goes, by its name.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "copy/channel.h"
#include "copy/report.h"
#include "copy/tree_stat.h"
#include "fs2tar/output_parts.h"

/* Messages of this program are no part of the archive. */
static int open_stdout(struct output *out)
{
	out->path = "standard output";
	if (isatty(STDOUT_FILENO)) {
		report_text("it is a terminal", "%s", out->path);
		return -EINVAL;
	}
	out->fd = channel_dup(STDOUT_FILENO);
	if (out->fd < 0)
		return output_fail(out, out->fd);
	if (dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
		return output_fail(out, -errno);
	return 0;
}

/* A file beside the one that it is going to replace. */
static int open_temp(struct output *out)
{
	const char *base;

	if (!out->target)
		return output_fail(out, -errno);
	base = strrchr(out->target, '/');
	base = base ? base + 1 : out->target;
	if (asprintf(&out->temp, "%.*s.fs2tar.XXXXXX",
		     (int)(base - out->target), out->target) < 0) {
		out->temp = NULL;
		return output_fail(out, -ENOMEM);
	}
	out->fd = mkostemp(out->temp, O_CLOEXEC);
	if (out->fd < 0) {
		free(out->temp);
		out->temp = NULL;
		return output_fail(out, -errno);
	}
	return 0;
}

static mode_t default_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

static int open_path(struct output *out, const char *image)
{
	struct stat st;

	if (stat(out->path, &st)) {
		if (errno != ENOENT)
			return output_fail(out, -errno);
		out->mode = default_mode();
		out->target = strdup(out->path);
		return open_temp(out);
	}
	if (host_is_same(out->path, image)) {
		report_text("it is the image", "%s", out->path);
		return -EINVAL;
	}
	if (S_ISDIR(st.st_mode))
		return output_fail(out, -EISDIR);
	if (S_ISREG(st.st_mode)) {
		out->mode = st.st_mode & 0777;
		out->target = realpath(out->path, NULL);
		return open_temp(out);
	}
	out->fd = channel_open(AT_FDCWD, out->path);
	return out->fd < 0 ? output_fail(out, out->fd) : 0;
}

int output_find(struct output *out, const char *image)
{
	return strcmp(out->path, "-") ? open_path(out, image) :
					open_stdout(out);
}
