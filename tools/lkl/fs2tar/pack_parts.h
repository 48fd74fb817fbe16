/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the parts of packing share.
 */
#ifndef _LKL_FS2TAR_PACK_PARTS_H
#define _LKL_FS2TAR_PACK_PARTS_H

#include "copy/path.h"
#include "copy/walk.h"
#include "fs2tar/firsts.h"
#include "fs2tar/member.h"
#include "fs2tar/pack.h"
#include "fs2tar/writer.h"

/**
 * struct packer - where the walk is
 * @pack: the job
 * @writer: the archive
 * @entry: the header of a member, used again and again
 * @member: what all members have in common
 * @path: of the current entry, from "/" on
 * @firsts: names of files with several links
 * @is_out: the contents of the current file are left out
 * @size: how large it is
 */
struct packer {
	struct pack *pack;
	struct writer writer;
	struct archive_entry *entry;
	struct member_options member;
	struct path path;
	struct firsts firsts;
	int is_out;
	uint64_t size;
};

/** pack_take() - take an item of the walk; 0 or -errno, reported */
int pack_take(struct packer *p, const struct walk_item *item);

#endif
