// SPDX-License-Identifier: GPL-2.0
/*
 * Turning what the walk reads into members.
 */
#include <archive_entry.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "copy/path.h"
#include "copy/report.h"
#include "copy/stop.h"
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

/* The name of the current entry in the archive. */
static const char *member_name(const struct packer *p)
{
	return p->path.len > 1 ? p->path.text + 1 : "./";
}

/* Return: 0; 1 if the member is left out; -errno. */
static int put_header(struct packer *p)
{
	int ret = writer_header(&p->writer, p->entry);

	if (ret < 0)
		return ret;
	if (ret)
		loss_add(p->pack->loss, LOSS_ENTRY, p->member.image,
			 p->path.text, p->writer.why);
	if (ret == WRITER_LEFT_OUT)
		return 1;
	p->pack->nr_members++;
	if (p->pack->options->verbose)
		report_line("%s", member_name(p));
	return 0;
}

/* A further name of a file whose contents are in the archive, if they are. */
static int put_again(struct packer *p, const struct walk_item *item)
{
	const char *first = firsts_get(&p->firsts, item->link);

	if (!first) {
		loss_add(p->pack->loss, LOSS_ENTRY, p->member.image,
			 p->path.text, "hard link to what is left out");
		return 0;
	}
	archive_entry_copy_hardlink(p->entry, first);
	return put_header(p);
}

static int put_first(struct packer *p, const struct walk_item *item)
{
	int ret = put_header(p);

	p->is_out = ret;
	p->size = item->st.size;
	if (ret || !item->link)
		return ret;
	return firsts_set(&p->firsts, item->link, member_name(p));
}

static int put_entry(struct packer *p, const struct walk_item *item)
{
	int ret;

	archive_entry_clear(p->entry);
	ret = member_fill(p->entry, &p->member, item, p->path.text);
	if (ret)
		return ret;
	archive_entry_copy_pathname(p->entry, member_name(p));
	return item->is_again ? put_again(p, item) : put_first(p, item);
}

static void leave(struct packer *p)
{
	char *slash = strrchr(p->path.text, '/');

	path_cut(&p->path, slash == p->path.text ? 1 : slash - p->path.text);
}

static int take_entry(struct packer *p, const struct walk_item *item)
{
	int ret;

	ret = item->is_source ? path_set(&p->path, "/") :
				path_push(&p->path, item->name);
	if (!ret)
		ret = put_entry(p, item);
	if (ret == -ENOMEM)
		report_error(ret, "%s", p->writer.name);
	if (ret < 0)
		return ret;
	if (item->link && item->is_last)
		firsts_forget(&p->firsts, item->link);
	if (!S_ISDIR(item->st.mode) &&
	    (!S_ISREG(item->st.mode) || item->is_again))
		leave(p);
	return 0;
}

static int take_data(struct packer *p, const struct walk_item *item)
{
	int err;

	if (p->is_out)
		return 0;
	err = writer_hole(&p->writer, item->offset);
	return err ? err : writer_data(&p->writer, item->data, item->bytes);
}

/* What could not be read is zeros: the walk has reported it. */
static int take_end(struct packer *p)
{
	int err = p->is_out ? 0 : writer_hole(&p->writer, p->size);

	leave(p);
	return err;
}

static int take(struct packer *p, const struct walk_item *item)
{
	switch (item->kind) {
	case WALK_ENTRY:
		return take_entry(p, item);
	case WALK_DATA:
		return take_data(p, item);
	case WALK_END:
		return take_end(p);
	case WALK_LEAVE:
		leave(p);
		return 0;
	case WALK_DONE:
		break;
	}
	return 0;
}

static int take_all(struct packer *p, struct walk *walk)
{
	const struct walk_item *item;
	int err = 0;

	do {
		item = walk_next(walk);
		err = take(p, item);
		report_progress(p->pack->nr_members, p->pack->out->bytes);
	} while (!err && item->kind != WALK_DONE && !stop_wanted());
	return err ? err : stop_wanted() ? -EINTR : 0;
}

static int read_tree(struct packer *p, struct tree *tree)
{
	static const char *const all[] = { "/" };
	struct walk_options options = {
		.tree = tree,
		.sources = all,
		.nr_sources = 1,
		.sorted = 1,
		.maps = 1,
		.xattrs = 1,
		.is_stable = 1,
	};
	struct walk *walk = walk_open(&options);
	int err;

	if (!walk) {
		report_error(-ENOMEM, "%s", p->writer.name);
		return -ENOMEM;
	}
	err = take_all(p, walk);
	walk_close(walk);
	return err;
}

static void set_up_members(struct packer *p, const struct tree *tree)
{
	const struct options *o = p->pack->options;

	p->member.format = p->pack->format;
	p->member.loss = p->pack->loss;
	p->member.image = tree->name;
	p->member.owners = &o->owners;
	p->member.contexts = p->pack->contexts;
	p->member.has_atimes = !o->reproducible;
	p->member.latest = o->has_epoch ? o->epoch : INT64_MAX;
}

int pack_tree(struct pack *pack, struct tree *tree)
{
	struct packer p = { .pack = pack };
	int err;

	set_up_members(&p, tree);
	p.entry = archive_entry_new();
	if (!p.entry) {
		report_error(-ENOMEM, "%s", pack->out->path);
		return -ENOMEM;
	}
	err = writer_open(&p.writer, pack->format, pack->options, pack->out);
	if (!err)
		err = writer_close(&p.writer, read_tree(&p, tree));
	archive_entry_free(p.entry);
	firsts_free(&p.firsts);
	path_free(&p.path);
	return err;
}
