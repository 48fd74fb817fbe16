/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the command line of fs2tar says.
 */
#ifndef _LKL_FS2TAR_OPTIONS_H
#define _LKL_FS2TAR_OPTIONS_H

#include <stdint.h>

#include "copy/owner.h"
#include "copy/session.h"

/**
 * struct options - the command line
 * @session: the image
 * @owners: whose files become whose
 * @archive: path of the archive, "-" for standard output
 * @contexts: path of a file for SELinux contexts, or NULL
 * @format: name of a format, or NULL
 * @compression: name of a compression, or NULL
 * @level: its level, as text, or NULL
 * @lossy: what the format cannot hold may be lost
 * @reproducible: nothing that depends on when and how the image was used
 * @epoch: no time is later than this then, seconds since 1970
 * @has_epoch: whether there is such a time
 * @verbose: print the name of each member
 */
struct options {
	struct session_options session;
	struct owner_map owners;
	const char *archive, *contexts;
	const char *format, *compression, *level;
	int lossy, reproducible, has_epoch, verbose;
	int64_t epoch;
};

/**
 * options_parse() - read the command line
 * @options: set
 *
 * Return: 0 to go on; 1 if help or version were asked for and printed; -EINVAL
 * after a usage error was reported.
 */
int options_parse(struct options *options, int argc, char *argv[]);

#endif
