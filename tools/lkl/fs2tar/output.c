// SPDX-License-Identifier: GPL-2.0
/*
 * Writing the archive such that a part of it is never taken for the whole.
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
#include "fs2tar/output.h"

#define BUFFER_BYTES	(1U << 20)
/* Storage starts on what was written before the end has to wait for it. */
#define START_BYTES	(8U << 20)

/* A signal is reported at the end, once for all. */
static int fail(const struct output *out, int err)
{
	if (err != -EINTR)
		report_error(err, "%s", out->path);
	return err;
}

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
		return fail(out, out->fd);
	return dup2(STDERR_FILENO, STDOUT_FILENO) < 0 ? fail(out, -errno) : 0;
}

/* A file beside the one that it is going to replace. */
static int open_temp(struct output *out)
{
	const char *base;

	if (!out->target)
		return fail(out, -errno);
	base = strrchr(out->target, '/');
	base = base ? base + 1 : out->target;
	if (asprintf(&out->temp, "%.*s.fs2tar.XXXXXX",
		     (int)(base - out->target), out->target) < 0) {
		out->temp = NULL;
		return fail(out, -ENOMEM);
	}
	out->fd = mkostemp(out->temp, O_CLOEXEC);
	if (out->fd < 0) {
		free(out->temp);
		out->temp = NULL;
		return fail(out, -errno);
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
			return fail(out, -errno);
		out->mode = default_mode();
		out->target = strdup(out->path);
		return open_temp(out);
	}
	if (host_is_same(out->path, image)) {
		report_text("it is the image", "%s", out->path);
		return -EINVAL;
	}
	if (S_ISDIR(st.st_mode))
		return fail(out, -EISDIR);
	if (S_ISREG(st.st_mode)) {
		out->mode = st.st_mode & 0777;
		out->target = realpath(out->path, NULL);
		return open_temp(out);
	}
	out->fd = channel_open(AT_FDCWD, out->path);
	return out->fd < 0 ? fail(out, out->fd) : 0;
}

int output_open(struct output *out, const char *path, const char *image)
{
	int err;

	memset(out, 0, sizeof(*out));
	out->path = path;
	out->fd = -1;
	err = !strcmp(path, "-") ? open_stdout(out) : open_path(out, image);
	if (!err) {
		out->buf = malloc(BUFFER_BYTES);
		if (!out->buf)
			err = fail(out, -ENOMEM);
	}
	if (err)
		output_discard(out);
	return err;
}

static void start_storing(struct output *out)
{
	if (!out->temp)
		return;
	sync_file_range(out->fd, out->started, out->bytes - out->started,
			SYNC_FILE_RANGE_WRITE);
	out->started = out->bytes;
}

static int flush(struct output *out)
{
	int err = channel_write(out->fd, out->buf, out->used);

	out->used = 0;
	if (!err && out->bytes - out->started >= START_BYTES)
		start_storing(out);
	return err;
}

int output_write(struct output *out, const void *data, size_t bytes)
{
	size_t part;
	int err = 0;

	out->bytes += bytes;
	while (bytes && !err) {
		part = BUFFER_BYTES - out->used;
		part = bytes < part ? bytes : part;
		memcpy(out->buf + out->used, data, part);
		data = (const char *)data + part;
		bytes -= part;
		out->used += part;
		if (out->used == BUFFER_BYTES)
			err = flush(out);
	}
	return err;
}

int output_push(struct output *out)
{
	int err = flush(out);

	if (err)
		return fail(out, err);
	start_storing(out);
	return 0;
}

/* So that the name, too, is on stable storage. */
static int sync_folder(const struct output *out)
{
	char *base = strrchr(out->target, '/');
	int fd, err;

	if (base)
		base[base == out->target] = '\0';
	fd = open(base ? out->target : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	err = fsync(fd) ? -errno : 0;
	close(fd);
	return err;
}

static int give_name(struct output *out)
{
	if (fchmod(out->fd, out->mode) || fsync(out->fd))
		return -errno;
	if (rename(out->temp, out->target))
		return -errno;
	free(out->temp);
	out->temp = NULL;
	return sync_folder(out);
}

int output_commit(struct output *out)
{
	int err = out->temp ? give_name(out) : channel_sync(out->fd);

	if (!err && close(out->fd))
		err = -errno;
	if (!err)
		out->fd = -1;
	else
		fail(out, err);
	output_discard(out);
	return err;
}

void output_discard(struct output *out)
{
	if (out->fd >= 0)
		close(out->fd);
	if (out->temp)
		unlink(out->temp);
	free(out->temp);
	free(out->target);
	free(out->buf);
	memset(out, 0, sizeof(*out));
	out->fd = -1;
}
