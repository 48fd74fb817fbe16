// SPDX-License-Identifier: GPL-2.0
/*
 * Files that are open inside, and who uses them.
 */
#include "lklfuse/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "lklfuse/dir.h"

int open_flags(bool writeback, int flags)
{
	int to = LKL_O_NOFOLLOW | LKL_O_LARGEFILE;

	switch (flags & O_ACCMODE) {
	case O_RDONLY:
		break;
	case O_WRONLY:
		to |= writeback ? LKL_O_RDWR : LKL_O_WRONLY;
		break;
	default:
		to |= LKL_O_RDWR;
	}
	if (flags & O_TRUNC)
		to |= LKL_O_TRUNC;
	if ((flags & O_SYNC) == O_SYNC)
		to |= LKL_O_SYNC;
	else if (flags & O_DSYNC)
		to |= LKL_O_DSYNC;
	return to;
}

bool file_room(struct nodes *nodes)
{
	return __atomic_load_n(&nodes->nr_files, __ATOMIC_RELAXED) <
	       nodes->files_max;
}

struct file *file_add(struct nodes *nodes, struct node *node, int fd)
{
	struct file *file = malloc(sizeof(*file));

	if (!file) {
		lkl_sys_close(fd);
		return NULL;
	}
	file->fd = fd;
	file->direct = -1;
	file->appends = false;
	file->node = node;
	file->nr_users = 1;
	pthread_mutex_lock(&nodes->lock);
	file->next = node->files;
	node->files = file;
	node->nr_refs++;
	__atomic_add_fetch(&nodes->nr_files, 1, __ATOMIC_RELAXED);
	pthread_mutex_unlock(&nodes->lock);
	return file;
}

static void take_off(struct file *file)
{
	struct file **at = &file->node->files;

	while (*at != file)
		at = &(*at)->next;
	*at = file->next;
}

void file_put(struct nodes *nodes, struct file *file)
{
	struct node *node = file->node;
	bool unused;

	pthread_mutex_lock(&nodes->lock);
	unused = !--file->nr_users;
	if (unused)
		take_off(file);
	pthread_mutex_unlock(&nodes->lock);
	if (!unused)
		return;
	lkl_sys_close(file->fd);
	if (file->direct >= 0)
		lkl_sys_close(file->direct);
	free(file);
	__atomic_sub_fetch(&nodes->nr_files, 1, __ATOMIC_RELAXED);
	node_put(nodes, node);
}

void file_open_direct(struct nodes *nodes, struct file *file, int flags)
{
	int fd = file_open(nodes, file->node, flags | LKL_O_DIRECT);

	file->direct = fd < 0 ? -1 : fd;
}

static struct file *use_open_file(struct nodes *nodes, struct node *node)
{
	struct file *file;

	pthread_mutex_lock(&nodes->lock);
	file = node->files;
	if (file)
		file->nr_users++;
	pthread_mutex_unlock(&nodes->lock);
	return file;
}

int grip(struct nodes *nodes, struct node *node, struct grip *grip)
{
	grip->file = NULL;
	grip->dir = NULL;
	grip->is_open = true;
	if (node->is_dir) {
		grip->fd = dir_get(nodes, node, &grip->dir);
		return grip->fd;
	}
	grip->file = use_open_file(nodes, node);
	if (grip->file) {
		grip->fd = grip->file->fd;
		return grip->fd;
	}
	grip->is_open = false;
	grip->fd = nodes->kind->open(nodes, node,
				     LKL_O_PATH | LKL_O_NOFOLLOW);
	return grip->fd;
}

static int open_removed(struct nodes *nodes, struct node *node, int flags)
{
	char path[32];
	struct grip at;
	int fd;

	fd = grip(nodes, node, &at);
	if (fd < 0)
		return fd;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", at.fd);
	fd = lkl_sys_open(path, flags & ~LKL_O_NOFOLLOW, 0);
	ungrip(nodes, &at);
	return fd;
}

int file_open(struct nodes *nodes, struct node *node, int flags)
{
	if (node->is_dead)
		return open_removed(nodes, node, flags);
	return nodes->kind->open(nodes, node, flags);
}

int grip_open(struct nodes *nodes, struct node *node, int flags,
	      struct grip *grip)
{
	grip->file = NULL;
	grip->dir = NULL;
	grip->is_open = true;
	if (node->is_dir)
		grip->fd = dir_get(nodes, node, &grip->dir);
	else
		grip->fd = file_open(nodes, node, flags);
	return grip->fd;
}

void ungrip(struct nodes *nodes, struct grip *grip)
{
	if (grip->dir)
		dir_put(nodes, grip->dir);
	else if (grip->file)
		file_put(nodes, grip->file);
	else
		lkl_sys_close(grip->fd);
}
