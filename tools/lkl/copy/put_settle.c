// SPDX-License-Identifier: GPL-2.0
/*
 * When the target is to keep nothing in memory any more.
 *
 * Where that is decides where files are stored: it must not depend on the
 * pieces in which contents come, which are a matter of time.
 */
#include <errno.h>

#include "copy/put.h"
#include "copy/reserve.h"

uint64_t put_room(const struct put *put)
{
	return put->tree->settle_bytes ?
	       put->tree->settle_bytes - put->written_bytes : UINT64_MAX;
}

static int is_due(const struct put *put)
{
	const struct tree *tree = put->tree;

	if (tree->settle_entries &&
	    put->result->entries - put->settled >= tree->settle_entries)
		return 1;
	return tree->settle_bytes && put->written_bytes >= tree->settle_bytes;
}

void put_settle(struct put *put)
{
	int is_now, err;

	is_now = reserve_watch(put->tree, put->written_bytes,
			       put->result->entries - put->settled);
	if (reserve_is_short(put->tree))
		put_fail(put, -ENOSPC);
	if (put->result->is_over || (!is_now && !is_due(put)))
		return;
	put->settled = put->result->entries;
	put->written_bytes = 0;
	err = put->tree->ops->settle(put->tree);
	if (err)
		put_fail(put, err);
}
