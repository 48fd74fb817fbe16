// SPDX-License-Identifier: GPL-2.0
/*
 * A walk: its thread, and what it hands over.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>

#include "copy/report.h"
#include "copy/stop.h"
#include "copy/walk_internal.h"

#define MEMORY_BYTES	(4UL << 20)

static void *run(void *arg)
{
	struct walk *walk = arg;
	int err = walk_sources(walk);

	if (err == -ENOMEM)
		report_error(err, "reading %s%s", walk->options.tree->name,
			     walk->path.text ? walk->path.text : "");
	walk_drop_levels(walk);
	stream_end(walk->stream);
	return NULL;
}

/* Signals are for the thread that copies. */
static int start_thread(struct walk *walk)
{
	sigset_t all, before;
	int err;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	err = pthread_create(&walk->thread, NULL, run, walk);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return -err;
}

static void free_walk(struct walk *walk)
{
	if (walk->stream)
		stream_free(walk->stream);
	links_close(walk->links);
	path_free(&walk->path);
	free(walk->levels);
	free(walk);
}

struct walk *walk_open(const struct walk_options *options)
{
	struct walk *walk = calloc(1, sizeof(*walk));

	if (!walk)
		return NULL;
	walk->options = *options;
	walk->done.kind = WALK_DONE;
	walk->stream = stream_open(options->memory_bytes ?
				   options->memory_bytes : MEMORY_BYTES);
	walk->links = links_open();
	if (!walk->stream || !walk->links || start_thread(walk)) {
		free_walk(walk);
		return NULL;
	}
	return walk;
}

const struct walk_item *walk_next(struct walk *walk)
{
	const struct walk_item *item = NULL;

	if (!stop_wanted())
		item = stream_take(walk->stream);
	return item ? item : &walk->done;
}

void walk_close(struct walk *walk)
{
	if (!walk)
		return;
	stream_close(walk->stream);
	pthread_join(walk->thread, NULL);
	free_walk(walk);
}
