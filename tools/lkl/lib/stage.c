// SPDX-License-Identifier: GPL-2.0
/*
 * The parts of the library that follow the kernel's life.
 */
#include <stddef.h>

#include "host/lock.h"
#include "internal.h"
#include "stage.h"

/* The latest is first; under the lock. */
static struct lkl__stage *stages;
static struct lkl__lock lock;

void lkl__stage_add(struct lkl__stage *stage)
{
	sigset_t old;

	lkl__lock_block_signals(&lock, &old);
	if (!stage->added) {
		stage->added = 1;
		stage->next = stages;
		stages = stage;
	}
	lkl__unlock_restore_signals(&lock, &old);
}

static struct lkl__stage *first(void)
{
	struct lkl__stage *stage;
	sigset_t old;

	lkl__lock_block_signals(&lock, &old);
	stage = stages;
	lkl__unlock_restore_signals(&lock, &old);
	return stage;
}

/* The one that was added before all others but those up to @end. */
static struct lkl__stage *oldest(struct lkl__stage *end)
{
	struct lkl__stage *stage = first();

	while (stage != end && stage->next != end)
		stage = stage->next;
	return stage;
}

int lkl__stages_start(void)
{
	struct lkl__stage *stage, *end = NULL;
	int err;

	while ((stage = oldest(end)) != end) {
		err = stage->start ? stage->start() : 0;
		if (err < 0)
			return err;
		end = stage;
	}
	return 0;
}

void lkl__stages_stop(void)
{
	struct lkl__stage *stage;

	for (stage = first(); stage; stage = stage->next) {
		if (stage->stop)
			stage->stop();
	}
}

void lkl__stages_abandon(void)
{
	struct lkl__stage *stage;

	/* Whoever had it, it is not in this process. */
	lkl__unlock(&lock);
	for (stage = first(); stage; stage = stage->next) {
		if (stage->abandon)
			stage->abandon();
	}
}
