/* SPDX-License-Identifier: GPL-2.0 */
/*
 * All entries of a tree, as members of an archive.
 */
#ifndef _LKL_FS2TAR_PACK_H
#define _LKL_FS2TAR_PACK_H

#include <stdint.h>
#include <stdio.h>

#include "copy/loss.h"
#include "fs2tar/format.h"
#include "fs2tar/options.h"
#include "fs2tar/output.h"

/**
 * struct pack - a job, and what came of it
 * @options: the command line
 * @format: the format
 * @out: where the archive goes
 * @contexts: where SELinux contexts go, or NULL
 * @loss: what the format could not hold
 * @nr_members: members of the archive
 */
struct pack {
	const struct options *options;
	const struct format *format;
	struct output *out;
	FILE *contexts;
	struct loss *loss;
	uint64_t nr_members;
};

/**
 * pack_tree() - write the archive, but not its end on stable storage
 * @pack: the job
 * @tree: an image that nothing changes
 *
 * Return: 0, also if entries could not be read or held, which has been
 * reported; -errno if the archive is not complete, which has been reported.
 */
int pack_tree(struct pack *pack, struct tree *tree);

#endif
