/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copying from a walk into a tree.
 */
#ifndef _LKL_COPY_COPY_H
#define _LKL_COPY_COPY_H

#include "copy/owner.h"
#include "copy/tree.h"
#include "copy/walk.h"

/**
 * struct copy_options - what to copy, and how
 * @to: where to
 * @dest: path of the target there, as the user gave it
 * @nr_sources: how many sources the walk has
 * @owners: whose files become whose
 * @label: value of security.selinux for all, or NULL
 * @is_lossy: what the target cannot hold may be left out
 * @is_verbose: show the name of each entry
 * @is_clamped: no time is later than @epoch, and access is at the last change
 * @epoch: seconds since 1970
 */
struct copy_options {
	struct tree *to;
	const char *dest;
	unsigned int nr_sources;
	struct owner_map owners;
	const char *label;
	int is_lossy, is_verbose, is_clamped;
	int64_t epoch;
};

/**
 * struct copy_result - what was copied
 * @entries: how many
 * @bytes: of contents
 * @lost: how many things were left out because of @is_lossy
 * @is_over: the target is full, or failed altogether, which was reported
 * @is_damaged: it failed
 */
struct copy_result {
	uint64_t entries, bytes;
	unsigned long lost;
	int is_over, is_damaged;
};

/**
 * copy_run() - take all of a walk
 * @walk: the walk
 * @options: what to do with it
 * @result: set, if that is 0, for the summary
 *
 * What goes wrong is reported; see report_errors().
 */
void copy_run(struct walk *walk, const struct copy_options *options,
	      struct copy_result *result);

#endif
