// SPDX-License-Identifier: GPL-2.0
/*
 * Reading a tree into an archive.
 */
#include <archive_entry.h>
#include <errno.h>

#include "copy/report.h"
#include "copy/stop.h"
#include "fs2tar/pack_parts.h"

static int take_all(struct packer *p, struct walk *walk)
{
	const struct walk_item *item;
	int err = 0;

	do {
		item = walk_next(walk);
		err = pack_take(p, item);
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
