// SPDX-License-Identifier: GPL-2.0
/*
 * Room on the host that an image can grow into: taking it, and giving it back.
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

#include "copy/reserve_room.h"

/* Given back at a time: others on the host take what is free. */
#define STEP_BYTES	(1ULL << 20)
/*
 * All that is to be stored is in the kernel's memory, perhaps goes to a journal
 * as well, and more is written between two looks.
 */
#define NEAR_MEMS	3

void reserve_init(struct reserve *reserve)
{
	memset(reserve, 0, sizeof(*reserve));
	pthread_mutex_init(&reserve->lock, NULL);
	reserve->image = -1;
	reserve->fd = -1;
}

uint64_t reserve_growth(const struct reserve *reserve)
{
	struct stat st;
	uint64_t size, stored;

	if (fstat(reserve->image, &st) || !S_ISREG(st.st_mode))
		return 0;
	size = (uint64_t)st.st_size;
	stored = (uint64_t)st.st_blocks * 512;
	return stored < size ? size - stored : 0;
}

/* Some file systems do not tell. */
uint64_t reserve_available(const struct reserve *reserve)
{
	struct statvfs st;

	if (fstatvfs(reserve->image, &st) || !st.f_blocks)
		return UINT64_MAX;
	return (uint64_t)st.f_bavail * st.f_frsize;
}

int reserve_is_near(const struct reserve *reserve, uint64_t room)
{
	return room < NEAR_MEMS * reserve->mem &&
	       room < reserve_growth(reserve);
}

static uint64_t size_for(const struct reserve *reserve, uint64_t room)
{
	uint64_t most = reserve->mem / (reserve->keeps_limits ? 1 : 2);
	uint64_t size = room / (reserve->keeps_limits ? 2 : 4);

	if (size > most)
		size = most;
	if (size < RESERVE_LEAST)
		size = RESERVE_LEAST;
	most = reserve_growth(reserve);
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

int reserve_take(struct reserve *reserve, uint64_t room)
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
	room = reserve_available(reserve);
	return reserve_is_near(reserve, room) ? reserve_take(reserve, room) : 0;
}

uint64_t reserve_left(struct reserve *reserve)
{
	uint64_t bytes;

	pthread_mutex_lock(&reserve->lock);
	bytes = reserve->left;
	pthread_mutex_unlock(&reserve->lock);
	return bytes;
}

void reserve_set_short(struct reserve *reserve)
{
	__atomic_store_n(&reserve->is_short, 1, __ATOMIC_RELEASE);
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
		reserve_set_short(reserve);
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
