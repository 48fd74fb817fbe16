// SPDX-License-Identifier: GPL-2.0
/*
 * Whether the host has an image mounted, by way of a loop device.
 *
 * Loop devices take no locks. Anybody may read which file is behind one, and
 * what is mounted where the caller is; so this takes no privileges.
 */
#include "dev/disk/blk_lock.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define NAME_BYTES	32

static bool is_backed_by(const char *loop, const struct stat *image)
{
	char at[64 + NAME_BYTES], path[PATH_MAX + 1];
	struct stat st;
	size_t bytes;
	FILE *file;

	snprintf(at, sizeof(at), "/sys/block/%s/loop/backing_file", loop);
	file = fopen(at, "re");
	if (!file)
		return false;
	bytes = fread(path, 1, sizeof(path) - 1, file);
	fclose(file);
	if (!bytes)
		return false;
	path[bytes - 1] = '\0'; /* the newline */
	return !stat(path, &st) && st.st_dev == image->st_dev &&
	       st.st_ino == image->st_ino;
}

/* "loop1" and its partitions, such as "loop1p2", but not "loop12". */
static bool is_of_loop(const char *source, const char *loop)
{
	size_t bytes = strlen(loop);

	return !strncmp(source, "/dev/", 5) &&
	       !strncmp(source + 5, loop, bytes) &&
	       (source[5 + bytes] == 'p' || !source[5 + bytes]);
}

/* The source is the second field after a lone dash. */
static bool is_mounted(const char *loop)
{
	FILE *mounts = fopen("/proc/self/mountinfo", "re");
	char *line = NULL, *fields, source[5 + NAME_BYTES];
	bool found = false;
	size_t bytes = 0;

	if (!mounts)
		return false;
	while (!found && getline(&line, &bytes, mounts) > 0) {
		fields = strstr(line, " - ");
		found = fields &&
			sscanf(fields, " - %*s %36s", source) == 1 &&
			is_of_loop(source, loop);
	}
	free(line);
	fclose(mounts);
	return found;
}

bool lkl__blk_is_mounted(int fd)
{
	struct dirent *entry;
	bool found = false;
	struct stat image;
	DIR *devices;

	if (fstat(fd, &image) || !S_ISREG(image.st_mode))
		return false;
	devices = opendir("/sys/block");
	if (!devices)
		return false;
	while (!found && (entry = readdir(devices)))
		found = !strncmp(entry->d_name, "loop", 4) &&
			strlen(entry->d_name) < NAME_BYTES &&
			is_backed_by(entry->d_name, &image) &&
			is_mounted(entry->d_name);
	closedir(devices);
	return found;
}
