// SPDX-License-Identifier: GPL-2.0
/*
 * The program that cptofs and cpfromfs are.
 */
#include <errno.h>
#include <inttypes.h>
#include <sys/stat.h>

#include "copy/cp.h"
#include "copy/cp_options.h"
#include "copy/report.h"
#include "copy/stop.h"

static struct walk *start_walk(const struct cp_options *options,
			       struct tree *from, int is_stable)
{
	struct walk_options walk = {
		.tree = from,
		.sources = options->sources,
		.nr_sources = options->copy.nr_sources,
		.sorted = options->copy.is_clamped,
		.xattrs = 1,
		.is_stable = is_stable,
	};
	struct walk *started = walk_open(&walk);

	if (!started)
		report_error(-ENOMEM, "reading %s", options->sources[0]);
	return started;
}

/*
 * The host's files are read while the kernel starts. Both return whether
 * copying began.
 */
static int copy_in(struct cp_options *options, struct copy_result *result)
{
	struct session session;
	struct walk *walk;
	struct tree host;
	int err;

	host_tree_init(&host);
	walk = start_walk(options, &host, 0);
	if (!walk)
		return 0;
	err = session_open(&session, &options->session);
	if (!err) {
		options->copy.to = &session.tree;
		copy_run(walk, &options->copy, result);
		session.is_told = result->is_damaged;
		session_close(&session);
	}
	walk_close(walk);
	return !err;
}

static int copy_out(struct cp_options *options, struct copy_result *result)
{
	struct session session;
	struct tree_stat image;
	struct walk *walk;
	struct tree host;

	host_tree_init(&host);
	if (session_open(&session, &options->session))
		return 0;
	if (!host_stat(options->session.image, &image))
		host.kept = &image;
	walk = start_walk(options, &session.tree, 1);
	if (walk) {
		options->copy.to = &host;
		copy_run(walk, &options->copy, result);
	}
	walk_close(walk);
	session_close(&session);
	return !!walk;
}

static void print_summary(const struct copy_result *result)
{
	char size[16];

	report_size(size, result->bytes);
	if (result->lost)
		report_line("%" PRIu64 " files and directories, %s copied; "
			    "%lu times something that the target cannot hold",
			    result->entries, size, result->lost);
	else
		report_line("%" PRIu64 " files and directories, %s copied",
			    result->entries, size);
}

int cp_main(const char *program, int into, int argc, char *argv[])
{
	struct copy_result result = { 0 };
	struct cp_options options;
	int ret, began;

	report_init(program);
	ret = cp_parse(&options, program, into, argc, argv);
	if (!ret) {
		umask(0);
		stop_init();
		began = into ? copy_in(&options, &result) :
			       copy_out(&options, &result);
		stop_report();
		if (began)
			print_summary(&result);
	}
	owner_free(&options.copy.owners);
	if (ret > 1)
		return ret - 1;
	return report_close();
}
