// SPDX-License-Identifier: GPL-2.0
/*
 * Choosing the format and the compression of the archive.
 */
#include <archive.h>
#include <errno.h>
#include <locale.h>
#include <string.h>

#include "copy/report.h"
#include "fs2tar/format.h"

/* Eleven octal digits. */
#define OCTAL_MAX	((1LL << 33) - 1)

static const struct format formats[] = {
	{ "pax", ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE,
	  HOLDS_XATTRS | HOLDS_ACLS | HOLDS_HOLES | HOLDS_TIMES,
	  INT64_MIN, INT64_MAX },
	{ "gnutar", ARCHIVE_FORMAT_TAR_GNUTAR, 0, 0, OCTAL_MAX },
	{ "ustar", ARCHIVE_FORMAT_TAR_USTAR, 0, 0, OCTAL_MAX },
	{ "cpio", ARCHIVE_FORMAT_CPIO_SVR4_NOCRC, HOLDS_SOCKETS, 0,
	  UINT32_MAX },
	{ NULL, 0, 0, 0, 0 }
};

/* A suffix says the compression; a short one stands for ".tar" and it. */
static const struct compression {
	const char *name, *suffix, *shorts[2];
	int code;
} compressions[] = {
	{ "none", "", { ".tar" }, ARCHIVE_FILTER_NONE },
	{ "gzip", ".gz", { ".tgz" }, ARCHIVE_FILTER_GZIP },
	{ "bzip2", ".bz2", { ".tbz2", ".tbz" }, ARCHIVE_FILTER_BZIP2 },
	{ "xz", ".xz", { ".txz" }, ARCHIVE_FILTER_XZ },
	{ "zstd", ".zst", { ".tzst" }, ARCHIVE_FILTER_ZSTD },
	{ "lz4", ".lz4", { ".tlz4" }, ARCHIVE_FILTER_LZ4 },
	{ "lzip", ".lz", { ".tlz" }, ARCHIVE_FILTER_LZIP },
	{ "lzma", ".lzma", { NULL }, ARCHIVE_FILTER_LZMA },
	{ NULL, NULL, { NULL }, 0 }
};

/* Whether @path ends with @suffix before its last @but bytes. */
static int ends_with(const char *path, const char *suffix, size_t but)
{
	size_t len = strlen(path), n = strlen(suffix);

	return len > n + but && !strncmp(path + len - but - n, suffix, n);
}

static const struct compression *of_suffix(const char *path)
{
	const struct compression *c;
	int j;

	for (c = compressions + 1; c->name; c++) {
		if (ends_with(path, c->suffix, 0))
			return c;
		for (j = 0; j < 2 && c->shorts[j]; j++)
			if (ends_with(path, c->shorts[j], 0))
				return c;
	}
	return compressions;
}

static const struct compression *named(const char *name)
{
	const struct compression *c;

	for (c = compressions; c->name; c++)
		if (!strcmp(name, c->name))
			return c;
	return NULL;
}

const struct format *format_choose(const char *name, const char *path)
{
	const struct format *f;

	if (!name)
		name = ends_with(path, ".cpio",
				 strlen(of_suffix(path)->suffix)) ?
			"cpio" : "pax";
	for (f = formats; f->name; f++)
		if (!strcmp(name, f->name))
			return f;
	return NULL;
}

/*
 * Names are bytes. Those that are UTF-8 become it in pax headers, which every
 * reader understands; the others are marked as binary, each by itself.
 */
static void set_pax(struct archive *to)
{
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		archive_write_set_format_option(to, "pax", "hdrcharset",
						"BINARY");
	archive_write_set_format_option(to, "pax", "xattrheader", "SCHILY");
}

int format_set(struct archive *to, const struct format *format,
	       const char *compression, const char *level, const char *path)
{
	const struct compression *c;

	c = compression ? named(compression) : of_suffix(path);
	if (!c) {
		report_usage("no such compression", compression);
		return -EINVAL;
	}
	archive_write_set_format(to, format->code);
	if (format->code == ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE)
		set_pax(to);
	if (archive_write_add_filter(to, c->code) < ARCHIVE_WARN) {
		report_usage("this libarchive does not have it", c->name);
		return -EINVAL;
	}
	if (c->code == ARCHIVE_FILTER_GZIP)
		archive_write_set_filter_option(to, "gzip", "timestamp", NULL);
	if (level && archive_write_set_filter_option(to, NULL,
						     "compression-level",
						     level) != ARCHIVE_OK) {
		report_usage("no such level", level);
		return -EINVAL;
	}
	return 0;
}

int format_check(const struct format *format, const char *compression,
		 const char *level, const char *path)
{
	struct archive *to = archive_write_new();
	int err = -ENOMEM;

	if (to)
		err = format_set(to, format, compression, level, path);
	archive_write_free(to);
	return err;
}
