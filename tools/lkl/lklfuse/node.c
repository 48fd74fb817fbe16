// SPDX-License-Identifier: GPL-2.0
/*
 * The table of nodes, and how long they live.
 *
 * A node is freed when the host has forgotten all lookups of it and nobody has
 * a reference: an open file, an operation on a directory, a child.
 */
#include "lklfuse/node.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lklfuse/dir.h"

#define BUCKETS_MIN	1024
/* What an open file takes inside, with its inode and name, and as much again */
#define FILE_BYTES	4096

uint32_t hash_bytes(uint32_t hash, const void *bytes, size_t len)
{
	const unsigned char *p = bytes;

	hash ^= 0x811c9dc5;
	while (len--)
		hash = (hash ^ *p++) * 0x01000193;
	return hash ^ hash >> 15;
}

static struct node **bucket(struct nodes *nodes, uint32_t hash)
{
	return &nodes->buckets[hash & (nodes->nr_buckets - 1)];
}

struct node *node_first(struct nodes *nodes, uint32_t hash)
{
	struct node *node = *bucket(nodes, hash);

	while (node && node->hash != hash)
		node = node->next;
	return node;
}

struct node *node_next(struct node *node)
{
	uint32_t hash = node->hash;

	do {
		node = node->next;
	} while (node && node->hash != hash);
	return node;
}

/* Without memory for more buckets the chains get longer. */
static void grow(struct nodes *nodes)
{
	size_t i, old = nodes->nr_buckets;
	struct node **buckets, *node, **to;

	if (nodes->nr_nodes < old)
		return;
	buckets = calloc(old * 2, sizeof(struct node *));
	if (!buckets)
		return;
	for (i = 0; i < old; i++) {
		while ((node = nodes->buckets[i])) {
			nodes->buckets[i] = node->next;
			to = &buckets[node->hash & (old * 2 - 1)];
			node->next = *to;
			*to = node;
		}
	}
	free(nodes->buckets);
	nodes->buckets = buckets;
	nodes->nr_buckets = old * 2;
}

void node_rehash(struct nodes *nodes, struct node *node, uint32_t hash)
{
	struct node **to;

	grow(nodes);
	to = bucket(nodes, hash);
	node->hash = hash;
	node->next = *to;
	*to = node;
	nodes->nr_nodes++;
}

void node_insert(struct nodes *nodes, struct node *node, uint32_t hash)
{
	node->serial = ++nodes->serial;
	node->nr_lookups = 1;
	node_rehash(nodes, node, hash);
}

void node_unhash(struct nodes *nodes, struct node *node)
{
	struct node **at = bucket(nodes, node->hash);

	while (*at && *at != node)
		at = &(*at)->next;
	if (*at) {
		*at = node->next;
		nodes->nr_nodes--;
	}
}

struct node *node_alloc(size_t bytes, unsigned int mode)
{
	struct node *node = calloc(1, bytes);

	if (node)
		node->is_dir = LKL_S_ISDIR(mode);
	return node;
}

/* Unlocks. */
static void free_if_unused(struct nodes *nodes, struct node *node)
{
	bool unused = !node->nr_lookups && !node->nr_refs;

	if (unused)
		node_unhash(nodes, node);
	pthread_mutex_unlock(&nodes->lock);
	if (!unused)
		return;
	if (node->is_dir)
		dir_forget(nodes, node);
	if (nodes->kind->free)
		nodes->kind->free(nodes, node);
	free(node);
}

void node_forget(struct nodes *nodes, struct node *node, uint64_t nr)
{
	if (node == nodes->root)
		return;
	pthread_mutex_lock(&nodes->lock);
	node->nr_lookups -= nr < node->nr_lookups ? nr : node->nr_lookups;
	free_if_unused(nodes, node);
}

void node_put(struct nodes *nodes, struct node *node)
{
	if (!node)
		return;
	pthread_mutex_lock(&nodes->lock);
	node->nr_refs--;
	free_if_unused(nodes, node);
}

static int find_root(struct nodes *nodes)
{
	struct lkl_statx st;
	struct place place = { .name = "", .st = &st };
	long err;

	place.fd = nodes->root_fd;
	place.dirfd = nodes->root_fd;
	err = lkl_sys_statx(nodes->root_fd, "", LKL_AT_EMPTY_PATH,
			    LKL_STATX_BASIC_STATS, &st);
	return err ? err : nodes->kind->find(nodes, &place, &nodes->root);
}

static int limit_files(struct nodes *nodes)
{
	struct lkl_sysinfo info;
	long err;

	err = lkl_sys_sysinfo(&info);
	nodes->files_max = info.totalram * info.mem_unit / FILE_BYTES;
	return err;
}

int nodes_open(struct nodes *nodes, const char *mnt,
	       const struct node_kind *kind)
{
	int err;

	memset(nodes, 0, sizeof(*nodes));
	pthread_mutex_init(&nodes->lock, NULL);
	pthread_mutex_init(&nodes->naming, NULL);
	nodes->root_fd = lkl_sys_open(mnt, LKL_O_RDONLY | LKL_O_DIRECTORY, 0);
	if (nodes->root_fd < 0)
		return nodes->root_fd;
	nodes->buckets = calloc(BUCKETS_MIN, sizeof(struct node *));
	if (!nodes->buckets)
		return -ENOMEM;
	nodes->nr_buckets = BUCKETS_MIN;
	err = limit_files(nodes);
	if (err)
		return err;
	nodes->kind = kind ? kind : &handle_kind;
	err = find_root(nodes);
	if (err == -LKL_EOPNOTSUPP && !kind) {
		nodes->kind = &ino_kind;
		err = find_root(nodes);
	}
	return err;
}

void nodes_close(struct nodes *nodes)
{
	struct node *node, *next;
	size_t i;

	for (i = 0; i < nodes->nr_buckets; i++) {
		for (node = nodes->buckets[i]; node; node = next) {
			next = node->next;
			if (node->is_dir)
				dir_forget(nodes, node);
		}
	}
	if (nodes->root_fd >= 0)
		lkl_sys_close(nodes->root_fd);
}
