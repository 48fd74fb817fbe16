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
#include "fs2tar/output_parts.h"

#define BUFFER_BYTES	(1U << 20)
/* Storage starts on what was written before the end has to wait for it. */
#define START_BYTES	(8U << 20)

/* A signal is reported at the end, once for all. */
int output_fail(const struct output *out, int err)
{
	if (err != -EINTR)
		report_error(err, "%s", out->path);
	return err;
}

int output_open(struct output *out, const char *path, const char *image)
{
	int err;

	memset(out, 0, sizeof(*out));
	out->path = path;
	out->fd = -1;
	err = output_find(out, image);
	if (!err) {
		out->buf = malloc(BUFFER_BYTES);
		if (!out->buf)
			err = output_fail(out, -ENOMEM);
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
		return output_fail(out, err);
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
		output_fail(out, err);
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
