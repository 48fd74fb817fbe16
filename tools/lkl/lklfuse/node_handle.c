// SPDX-License-Identifier: GPL-2.0
/*
 * Nodes of file systems that find a file by its handle, as for NFS.
 *
 * A handle holds inode number and generation: it stays the same whatever
 * happens to the names of the file, and none is used twice.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lklfuse/node.h"

#define HANDLE_BYTES	128

/* What name_to_handle_at() fills in. */
struct handle {
	unsigned int bytes;
	int type;
	unsigned char data[HANDLE_BYTES];
};

struct handle_node {
	struct node node;
	int type;
	unsigned char bytes;
	unsigned char data[];
};

static struct handle_node *to_handle_node(struct node *node)
{
	_Static_assert(offsetof(struct handle_node, node) == 0,
		       "a node is the start of what its kind knows");
	return (struct handle_node *)node;
}

static int get_handle(const struct place *place, struct handle *handle)
{
	bool open = place->fd >= 0;
	long mount_id;

	handle->bytes = sizeof(handle->data);
	return lkl_sys_name_to_handle_at(open ? place->fd : place->dirfd,
					 open ? "" : place->name,
					 (struct lkl_file_handle *)handle,
					 &mount_id,
					 open ? LKL_AT_EMPTY_PATH : 0);
}

static uint32_t hash_of(const struct handle *handle)
{
	return hash_bytes(handle->type, handle->data, handle->bytes);
}

/* With the lock. */
static struct node *known(struct nodes *nodes, const struct handle *handle)
{
	struct node *node = node_first(nodes, hash_of(handle));
	struct handle_node *h;

	for (; node; node = node_next(node)) {
		h = to_handle_node(node);
		if (h->type == handle->type && h->bytes == handle->bytes &&
		    !memcmp(h->data, handle->data, h->bytes))
			return node;
	}
	return NULL;
}

static struct node *make(const struct handle *handle, unsigned int mode)
{
	struct handle_node *h;

	h = (void *)node_alloc(sizeof(*h) + handle->bytes, mode);
	if (!h)
		return NULL;
	h->type = handle->type;
	h->bytes = handle->bytes;
	memcpy(h->data, handle->data, handle->bytes);
	return &h->node;
}

static int handle_find(struct nodes *nodes, struct place *place,
		       struct node **node)
{
	struct handle handle;
	int err;

	err = get_handle(place, &handle);
	if (err)
		return err;
	pthread_mutex_lock(&nodes->lock);
	*node = known(nodes, &handle);
	if (*node) {
		(*node)->nr_lookups++;
	} else {
		*node = make(&handle, place->st->stx_mode);
		if (*node)
			node_insert(nodes, *node, hash_of(&handle));
	}
	pthread_mutex_unlock(&nodes->lock);
	return *node ? 0 : -ENOMEM;
}

static int handle_open(struct nodes *nodes, struct node *node, int flags)
{
	struct handle_node *h = to_handle_node(node);
	struct handle handle = { .bytes = h->bytes, .type = h->type };

	memcpy(handle.data, h->data, h->bytes);
	return lkl_sys_open_by_handle_at(nodes->root_fd,
					 (struct lkl_file_handle *)&handle,
					 flags);
}

/*
 * The handle of a removed file opens it as long as anything has it open. Only a
 * directory may be in use - as a working directory - without.
 */
static int handle_peek(struct nodes *nodes, struct place *place, bool goes,
		       struct node **node)
{
	struct handle handle;
	int err;

	*node = NULL;
	if (!goes || !LKL_S_ISDIR(place->st->stx_mode))
		return 0;
	err = get_handle(place, &handle);
	if (err)
		return err;
	pthread_mutex_lock(&nodes->lock);
	*node = known(nodes, &handle);
	if (*node)
		(*node)->nr_refs++;
	pthread_mutex_unlock(&nodes->lock);
	return 0;
}

const struct node_kind handle_kind = {
	.find = handle_find,
	.open = handle_open,
	.peek = handle_peek,
};
