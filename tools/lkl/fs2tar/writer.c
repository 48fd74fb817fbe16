// SPDX-License-Identifier: GPL-2.0
/*
 * Having libarchive write.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy/report.h"
#include "copy/stop.h"
#include "fs2tar/writer.h"

/* Never written: takes no memory, and is read only where there is no map. */
static char zeros[1 << 20];

static la_ssize_t write_out(struct archive *to, void *arg, const void *data,
			    size_t bytes)
{
	struct writer *w = arg;

	w->write_err = output_write(w->out, data, bytes);
	if (w->write_err) {
		archive_set_error(to, -w->write_err, "write failed");
		return -1;
	}
	return bytes;
}

/* The archive cannot be completed. A signal is reported at the end. */
static int fail(struct writer *w)
{
	const char *why = archive_error_string(w->to);

	if (w->write_err == -EINTR)
		return -EINTR;
	if (w->write_err)
		report_error(w->write_err, "%s", w->name);
	else
		report_text(why ? why : "no memory", "%s", w->name);
	return w->write_err ? w->write_err : -EIO;
}

int writer_open(struct writer *w, const struct format *format,
		const struct options *options, struct output *out)
{
	int err;

	memset(w, 0, sizeof(*w));
	w->name = out->path;
	w->out = out;
	w->to = archive_write_new();
	if (!w->to) {
		report_error(-ENOMEM, "%s", w->name);
		return -ENOMEM;
	}
	err = format_set(w->to, format, options->compression, options->level,
			 options->archive);
	archive_write_set_bytes_per_block(w->to, 0);
	archive_write_set_bytes_in_last_block(w->to, 1);
	if (!err &&
	    archive_write_open(w->to, w, NULL, write_out, NULL) != ARCHIVE_OK)
		err = fail(w);
	if (err)
		archive_write_free(w->to);
	return err;
}

static int is_utf8(const char *name)
{
	return !name || mbstowcs(NULL, name, 0) != (size_t)-1;
}

/*
 * Whether a warning is only about names that are not UTF-8, which are stored as
 * they are all the same.
 */
static int is_about_names(struct writer *w, struct archive_entry *entry)
{
	return archive_errno(w->to) == EILSEQ &&
	       !(is_utf8(archive_entry_pathname(entry)) &&
		 is_utf8(archive_entry_hardlink(entry)) &&
		 is_utf8(archive_entry_symlink(entry)));
}

int writer_header(struct writer *w, struct archive_entry *entry)
{
	int ret = archive_write_header(w->to, entry);

	w->pos = 0;
	if (ret == ARCHIVE_FATAL)
		return fail(w);
	if (ret == ARCHIVE_OK ||
	    (ret == ARCHIVE_WARN && is_about_names(w, entry)))
		return 0;
	w->why = archive_error_string(w->to);
	return ret == ARCHIVE_FAILED ? WRITER_LEFT_OUT : WRITER_NOT_ALL;
}

int writer_data(struct writer *w, const void *data, uint64_t bytes)
{
	la_ssize_t put;

	while (bytes) {
		put = archive_write_data(w->to, data, bytes);
		if (put <= 0)
			return fail(w);
		data = (const char *)data + put;
		bytes -= put;
		w->pos += put;
	}
	return 0;
}

/* libarchive wants holes as data; where it has a map it does not look. */
int writer_hole(struct writer *w, uint64_t end)
{
	uint64_t bytes;
	int err = 0;

	while (w->pos < end && !err && !stop_wanted()) {
		bytes = end - w->pos;
		err = writer_data(w, zeros, bytes < sizeof(zeros) ? bytes :
				  sizeof(zeros));
	}
	return err;
}

int writer_close(struct writer *w, int err)
{
	if (err)
		archive_write_fail(w->to);
	else if (archive_write_close(w->to) != ARCHIVE_OK)
		err = fail(w);
	archive_write_free(w->to);
	return err;
}
