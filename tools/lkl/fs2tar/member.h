/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The header of a member of the archive, from an entry of the image.
 */
#ifndef _LKL_FS2TAR_MEMBER_H
#define _LKL_FS2TAR_MEMBER_H

#include <stdint.h>
#include <stdio.h>

#include "copy/loss.h"
#include "copy/owner.h"
#include "fs2tar/format.h"

struct archive_entry;
struct walk_item;

/**
 * struct member_options - what all members have in common
 * @format: what can be held
 * @loss: where to what cannot
 * @image: name of the image, in messages
 * @owners: whose files become whose
 * @contexts: where SELinux contexts go, or NULL
 * @has_atimes: times of access are stored
 * @latest: no time is later, in seconds since 1970
 */
struct member_options {
	const struct format *format;
	struct loss *loss;
	const char *image;
	const struct owner_map *owners;
	FILE *contexts;
	int has_atimes;
	int64_t latest;
};

/**
 * member_fill() - describe an entry
 * @entry: empty
 * @options: how
 * @item: the entry; a further hard link has neither contents nor xattrs
 * @path: its path in the image, from "/" on
 *
 * The name, and that of a hard link's file, are left to the caller.
 * Return: 0; 1 if the format cannot hold it at all, which is in the loss; or
 * -ENOMEM.
 */
int member_fill(struct archive_entry *entry,
		const struct member_options *options,
		const struct walk_item *item, const char *path);

#endif
