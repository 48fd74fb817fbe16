// SPDX-License-Identifier: GPL-2.0
/*
 * Turning what the walk reads into members.
 */
#include <archive_entry.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "copy/report.h"
#include "fs2tar/pack_parts.h"

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

int pack_take(struct packer *p, const struct walk_item *item)
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
