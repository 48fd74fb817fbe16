/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What libfuse cannot ask the host for.
 */
#ifndef LKLFUSE_INIT_H
#define LKLFUSE_INIT_H

#include <sys/types.h>
#include <sys/uio.h>

/** init_saw_request() - the calling thread has read a request of @len bytes */
void init_saw_request(const void *request, ssize_t len);

/** init_change_reply() - the calling thread is about to reply */
void init_change_reply(struct iovec *iov, int nr);

#endif
