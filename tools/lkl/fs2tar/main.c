// SPDX-License-Identifier: GPL-2.0
/*
 * fs2tar: write all files of a file system image into an archive.
 */
#include <errno.h>
#include <inttypes.h>

#include "copy/report.h"
#include "copy/session.h"
#include "copy/stop.h"
#include "fs2tar/contexts.h"
#include "fs2tar/options.h"
#include "fs2tar/output.h"
#include "fs2tar/pack.h"

static int pack_image(struct pack *pack)
{
	struct session session;
	int err, lost;

	err = session_open(&session, &pack->options->session);
	if (err)
		return err;
	err = pack_tree(pack, &session.tree);
	if (!err)
		err = output_push(pack->out);
	loss_report(pack->loss, session.tree.name);
	lost = session_close(&session);
	return err ? err : lost;
}

static int with_contexts(struct pack *pack)
{
	const char *path = pack->options->contexts;
	int err, lost;

	if (!path)
		return pack_image(pack);
	pack->contexts = contexts_open(path, pack->options->session.image);
	if (!pack->contexts)
		return -EIO;
	err = pack_image(pack);
	lost = contexts_close(pack->contexts, path);
	return err ? err : lost;
}

static void summarize(const struct pack *pack, uint64_t bytes)
{
	unsigned long nr_lost = loss_count(pack->loss);
	char size[16];

	report_size(size, bytes);
	if (nr_lost)
		report_line("%" PRIu64 " members, %s; %lu times something that the %s format cannot hold",
			    pack->nr_members, size, nr_lost,
			    pack->format->name);
	else
		report_line("%" PRIu64 " members, %s", pack->nr_members, size);
}

/* The archive gets its name when nothing more can go wrong with it. */
static void run(struct pack *pack)
{
	const struct options *o = pack->options;
	struct output out;
	uint64_t bytes;

	if (output_open(&out, o->archive, o->session.image))
		return;
	pack->out = &out;
	if (with_contexts(pack)) {
		output_discard(&out);
		return;
	}
	bytes = out.bytes;
	if (!output_commit(&out))
		summarize(pack, bytes);
}

static int prepare(struct pack *pack, const struct options *options)
{
	int err;

	pack->options = options;
	pack->format = format_choose(options->format, options->archive);
	if (!pack->format)
		return report_usage("no such format", options->format);
	err = format_check(pack->format, options->compression, options->level,
			   options->archive);
	if (err == -EINVAL)
		return 2;
	pack->loss = loss_open(options->lossy, options->verbose);
	if (!err && pack->loss)
		return 0;
	report_error(-ENOMEM, "%s", options->archive);
	return 1;
}

int main(int argc, char *argv[])
{
	struct options options;
	struct pack pack = { 0 };
	int ret;

	report_init("fs2tar");
	ret = options_parse(&options, argc, argv);
	if (ret)
		return ret < 0 ? 2 : report_close();
	ret = prepare(&pack, &options);
	if (ret)
		return ret;
	stop_init();
	run(&pack);
	stop_report();
	loss_close(pack.loss);
	owner_free(&options.owners);
	return report_close();
}
