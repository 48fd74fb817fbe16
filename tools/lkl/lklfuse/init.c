// SPDX-License-Identifier: GPL-2.0
/*
 * What libfuse cannot ask the host for: the first reply is changed on its way.
 *
 * With FUSE_HANDLE_KILLPRIV_V2 the set-id bits and capabilities of a file that
 * is written to are removed inside. Without it the host does that, and asks for
 * the capabilities before each write.
 */
#include "lklfuse/init.h"

#include <linux/fuse.h>
#include <stdint.h>

#define WANTED	FUSE_HANDLE_KILLPRIV_V2

/* Of the first request, on the thread that answers it. */
static __thread uint32_t offered;

void init_saw_request(const void *request, ssize_t len)
{
	const struct fuse_in_header *head = request;
	const struct fuse_init_in *init = (const void *)(head + 1);

	if (len < (ssize_t)(sizeof(*head) + sizeof(*init)) ||
	    head->opcode != FUSE_INIT)
		return;
	offered = init->flags;
}

void init_change_reply(struct iovec *iov, int nr)
{
	const struct fuse_out_header *head = iov[0].iov_base;
	struct fuse_init_out *init;

	if (!offered)
		return;
	if (!head->error && nr == 2 && iov[1].iov_len >= sizeof(*init)) {
		init = iov[1].iov_base;
		init->flags |= offered & WANTED;
	}
	offered = 0;
}
