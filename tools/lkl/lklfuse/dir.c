// SPDX-License-Identifier: GPL-2.0
/*
 * Directories that are open inside, and which of them is closed first.
 *
 * A directory without users is on the list of idle ones, in the order in which
 * they were used. Lists and counts are under the lock of the nodes; opening and
 * closing is done without it.
 */
#include "lklfuse/dir.h"

#include <errno.h>
#include <stdlib.h>

/* Each holds an inode and its path, some KiB of the kernel's memory. */
#define DIRS_MAX	256

static void leave_idle(struct nodes *nodes, struct dir *dir)
{
	if (dir->prev)
		dir->prev->next = dir->next;
	else
		nodes->idle_first = dir->next;
	if (dir->next)
		dir->next->prev = dir->prev;
	else
		nodes->idle_last = dir->prev;
	dir->prev = NULL;
	dir->next = NULL;
}

static void join_idle(struct nodes *nodes, struct dir *dir)
{
	dir->prev = nodes->idle_last;
	dir->next = NULL;
	if (dir->prev)
		dir->prev->next = dir;
	else
		nodes->idle_first = dir;
	nodes->idle_last = dir;
}

static void use(struct nodes *nodes, struct dir *dir)
{
	if (!dir->nr_users++)
		leave_idle(nodes, dir);
	dir->node->nr_refs++;
}

/* With the lock. Return: one to be closed, if there are too many. */
static struct dir *take_surplus(struct nodes *nodes)
{
	struct dir *dir = nodes->idle_first;

	if (nodes->nr_dirs <= DIRS_MAX || !dir)
		return NULL;
	leave_idle(nodes, dir);
	dir->node->dir = NULL;
	nodes->nr_dirs--;
	return dir;
}

static void close_dir(struct dir *dir)
{
	if (!dir)
		return;
	lkl_sys_close(dir->fd);
	pthread_mutex_destroy(&dir->lock);
	free(dir);
}

static struct dir *open_dir(struct nodes *nodes, struct node *node, int *err)
{
	struct dir *dir = calloc(1, sizeof(*dir));

	*err = -ENOMEM;
	if (!dir)
		return NULL;
	if (node == nodes->root)
		dir->fd = lkl_sys_dup(nodes->root_fd);
	else
		dir->fd = nodes->kind->open(nodes, node, LKL_O_RDONLY |
					    LKL_O_DIRECTORY);
	if (dir->fd < 0) {
		*err = dir->fd;
		free(dir);
		return NULL;
	}
	dir->node = node;
	pthread_mutex_init(&dir->lock, NULL);
	return dir;
}

int dir_get(struct nodes *nodes, struct node *node, struct dir **dir)
{
	struct dir *fresh = NULL, *surplus = NULL;
	int err = 0;

	if (!node->is_dir)
		return -ENOTDIR;
	pthread_mutex_lock(&nodes->lock);
	if (!node->dir) {
		pthread_mutex_unlock(&nodes->lock);
		fresh = open_dir(nodes, node, &err);
		if (!fresh)
			return err;
		pthread_mutex_lock(&nodes->lock);
	}
	if (!node->dir) {
		node->dir = fresh;
		nodes->nr_dirs++;
		join_idle(nodes, fresh);
		fresh = NULL;
	}
	*dir = node->dir;
	use(nodes, *dir);
	surplus = take_surplus(nodes);
	pthread_mutex_unlock(&nodes->lock);
	close_dir(fresh);
	close_dir(surplus);
	return (*dir)->fd;
}

void dir_put(struct nodes *nodes, struct dir *dir)
{
	struct node *node = dir->node;

	pthread_mutex_lock(&nodes->lock);
	if (!--dir->nr_users)
		join_idle(nodes, dir);
	pthread_mutex_unlock(&nodes->lock);
	node_put(nodes, node);
}

/* One user more than there are keeps it off the list. */
void dir_keep(struct nodes *nodes, struct dir *dir)
{
	pthread_mutex_lock(&nodes->lock);
	dir->nr_users++;
	nodes->nr_dirs--;
	dir->node->is_dead = true;
	pthread_mutex_unlock(&nodes->lock);
}

void dir_forget(struct nodes *nodes, struct node *node)
{
	struct dir *dir;

	pthread_mutex_lock(&nodes->lock);
	dir = node->dir;
	node->dir = NULL;
	if (dir && !dir->nr_users)
		leave_idle(nodes, dir);
	if (dir && !node->is_dead)
		nodes->nr_dirs--;
	pthread_mutex_unlock(&nodes->lock);
	close_dir(dir);
}
