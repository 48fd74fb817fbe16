// SPDX-License-Identifier: GPL-2.0
/*
 * Room on the host that an image can grow into when the host has no other.
 */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "copy/reserve.h"
#include "copy/tree.h"

/* Enough for what unmounting writes. */
#define LEAST_BYTES	(4ULL << 20)
/* Given back at a time: others on the host take what is free. */
#define STEP_BYTES	(1ULL << 20)
/*
 * All that is to be stored is in the kernel's memory, perhaps goes to a journal
 * as well, and more is written between two looks.
 */
#define NEAR_MEMS	3
#define LOOKS		16
/*
 * What may be in memory, as a share of what is free: contents, and as much of
 * inodes, directories and their like, which are some blocks for each entry, in
 * a journal or two copies. Both fit into the reserve, should somebody else take
 * all the rest. Not less often than it must be: each time takes room, too.
 */
#define PENDING_SHARE	8
#define ENTRY_BYTES	(32ULL << 10)
/* What an entry takes where there is no journal: no more, as a rule. */
#define FILE_BYTES	(8ULL << 10)

void reserve_init(struct reserve *reserve)
{
	memset(reserve, 0, sizeof(*reserve));
	pthread_mutex_init(&reserve->lock, NULL);
	reserve->image = -1;
	reserve->fd = -1;
}

static uint64_t growth(int image)
{
	struct stat st;
	uint64_t size, stored;

	if (fstat(image, &st) || !S_ISREG(st.st_mode))
		return 0;
	size = (uint64_t)st.st_size;
	stored = (uint64_t)st.st_blocks * 512;
	return stored < size ? size - stored : 0;
}

/* Some file systems do not tell. */
static uint64_t available(int image)
{
	struct statvfs st;

	if (fstatvfs(image, &st) || !st.f_blocks)
		return UINT64_MAX;
	return (uint64_t)st.f_bavail * st.f_frsize;
}

static int is_near(const struct reserve *reserve, uint64_t room)
{
	return room < NEAR_MEMS * reserve->mem && room < growth(reserve->image);
}

static uint64_t size_for(const struct reserve *reserve, uint64_t room)
{
	uint64_t most = reserve->mem / (reserve->keeps_limits ? 1 : 2);
	uint64_t size = room / (reserve->keeps_limits ? 2 : 4);

	if (size > most)
		size = most;
	if (size < LEAST_BYTES)
		size = LEAST_BYTES;
	most = growth(reserve->image);
	return size < most ? size : most;
}

/* In the directory of the image, if that is of its file system. */
static int open_beside(int image, const char *path)
{
	char *real = realpath(path, NULL);
	struct stat st, other;
	int fd = -1;

	if (real)
		fd = open(dirname(real), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	free(real);
	if (fd >= 0 && (fstat(fd, &st) || fstat(image, &other) ||
			st.st_dev != other.st_dev)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static int is_full(int err)
{
	return err == ENOSPC || err == EDQUOT;
}

/*
 * Where there can be no such file, how much is free has to do. Return: 0 or
 * -ENOSPC.
 */
static int take(struct reserve *reserve, uint64_t room)
{
	int err = 0;

	reserve->is_near = 1;
	reserve->size = size_for(reserve, room);
	reserve->fd = open_beside(reserve->image, reserve->path);
	if (reserve->fd >= 0 &&
	    fallocate(reserve->fd, 0, 0, (off_t)reserve->size)) {
		err = errno;
		close(reserve->fd);
		reserve->fd = -1;
	}
	if (reserve->fd >= 0)
		reserve->left = reserve->size;
	else if (is_full(err) || room < reserve->size)
		return -ENOSPC;
	return 0;
}

int reserve_begin(struct reserve *reserve, const char *path, uint64_t mem,
		  int keeps_limits)
{
	uint64_t room;

	reserve->path = path;
	reserve->mem = mem;
	reserve->keeps_limits = keeps_limits;
	reserve->image = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY |
			      O_CLOEXEC);
	if (reserve->image < 0)
		return 0;
	room = available(reserve->image);
	return is_near(reserve, room) ? take(reserve, room) : 0;
}

static uint64_t left(struct reserve *reserve)
{
	uint64_t bytes;

	pthread_mutex_lock(&reserve->lock);
	bytes = reserve->left;
	pthread_mutex_unlock(&reserve->lock);
	return bytes;
}

/* What others cannot take; where nothing can be held, what they have not. */
static uint64_t held(struct reserve *reserve, uint64_t room)
{
	return reserve->fd < 0 ? room : left(reserve);
}

/* If all that the image can grow by is held, nothing in memory lacks room. */
static void set_limits(struct tree *tree, uint64_t room)
{
	struct reserve *reserve = tree->reserve;
	uint64_t sure = held(reserve, room), bytes, entries;

	if (!reserve->is_near || reserve->keeps_limits)
		return;
	if (sure >= growth(reserve->image)) {
		tree->settle_bytes = reserve->most_bytes;
		tree->settle_entries = reserve->most_entries;
		return;
	}
	bytes = (room > sure ? room : sure) / PENDING_SHARE + 1;
	entries = bytes / ENTRY_BYTES + 1;
	if (!reserve->most_bytes || bytes < reserve->most_bytes)
		tree->settle_bytes = bytes;
	if (!reserve->most_entries || entries < reserve->most_entries)
		tree->settle_entries = (unsigned long)entries;
}

void reserve_attach(struct reserve *reserve, struct tree *tree)
{
	tree->reserve = reserve;
	reserve->most_bytes = tree->settle_bytes;
	reserve->most_entries = tree->settle_entries;
	set_limits(tree, reserve->size);
}

static void set_short(struct reserve *reserve)
{
	__atomic_store_n(&reserve->is_short, 1, __ATOMIC_RELEASE);
}

/* Return: whether it was not so before. */
static int come_near(struct reserve *reserve, uint64_t room)
{
	if (reserve->is_near || !is_near(reserve, room))
		return 0;
	if (take(reserve, room))
		set_short(reserve);
	return 1;
}

/* Whether what is in memory may be more than there is room for. */
static int is_over(struct reserve *reserve, uint64_t room, uint64_t bytes,
		   uint64_t entries)
{
	if (reserve->fd < 0 && room < reserve->size / 2)
		return 1;
	if (!reserve->keeps_limits || room == UINT64_MAX)
		return 0;
	return room + left(reserve) <
	       bytes + bytes / 8 + entries * FILE_BYTES + LEAST_BYTES;
}

int reserve_watch(struct tree *tree, uint64_t bytes, uint64_t entries)
{
	struct reserve *reserve = tree->reserve;
	uint64_t room;
	int is_new;

	if (!reserve || reserve->image < 0 ||
	    (!reserve->is_near && ++reserve->looks % LOOKS))
		return 0;
	room = available(reserve->image);
	is_new = come_near(reserve, room);
	if (reserve->is_near && is_over(reserve, room, bytes, entries))
		set_short(reserve);
	set_limits(tree, room);
	return is_new && !reserve->keeps_limits;
}

int reserve_is_short(const struct tree *tree)
{
	return tree->reserve &&
	       __atomic_load_n(&tree->reserve->is_short, __ATOMIC_ACQUIRE);
}

int reserve_give(void *handle)
{
	struct reserve *reserve = handle;
	int given = 0;

	pthread_mutex_lock(&reserve->lock);
	if (reserve->left) {
		reserve->left -= reserve->left < STEP_BYTES ? reserve->left :
							      STEP_BYTES;
		given = !ftruncate(reserve->fd, (off_t)reserve->left);
	}
	if (reserve->left < reserve->size / 2 || !given)
		set_short(reserve);
	pthread_mutex_unlock(&reserve->lock);
	return given;
}

void reserve_end(struct reserve *reserve)
{
	if (reserve->fd >= 0)
		close(reserve->fd);
	if (reserve->image >= 0)
		close(reserve->image);
	pthread_mutex_destroy(&reserve->lock);
}
