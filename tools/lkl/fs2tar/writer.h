/* SPDX-License-Identifier: GPL-2.0 */
/*
 * libarchive's writer, on top of an output.
 */
#ifndef _LKL_FS2TAR_WRITER_H
#define _LKL_FS2TAR_WRITER_H

#include <stdint.h>

#include "fs2tar/format.h"
#include "fs2tar/options.h"
#include "fs2tar/output.h"

struct archive_entry;

/**
 * struct writer - an archive in the making
 * @name: of the archive, in messages
 * @why: text of a WRITER_* result
 */
struct writer {
	const char *name, *why;
	/* private: */
	struct archive *to;
	struct output *out;
	int write_err;
	uint64_t pos;
};

/* Results of writer_header(): the member is not there, or not all of it. */
#define WRITER_LEFT_OUT	1
#define WRITER_NOT_ALL	2

/**
 * writer_open() - begin an archive
 * @writer: set up
 * @format: its format
 * @options: compression, level and name of it
 * @out: where it goes
 *
 * Return: 0, or -errno, which has been reported.
 */
int writer_open(struct writer *writer, const struct format *format,
		const struct options *options, struct output *out);

/**
 * writer_header() - begin a member
 * @writer: the archive
 * @entry: all about it
 *
 * Return: 0, WRITER_*, or -errno, which has been reported.
 */
int writer_header(struct writer *writer, struct archive_entry *entry);

/** writer_data() - add to the contents; 0, or -errno, reported */
int writer_data(struct writer *writer, const void *data, uint64_t bytes);

/** writer_hole() - zeros or a hole up to @end; 0, or -errno, reported */
int writer_hole(struct writer *writer, uint64_t end);

/**
 * writer_close() - free it
 * @err: 0 to write the mark of its end before, as a whole archive has
 *
 * Return: @err, or -errno, which has been reported.
 */
int writer_close(struct writer *writer, int err);

#endif
