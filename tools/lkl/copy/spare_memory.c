// SPDX-License-Identifier: GPL-2.0
/*
 * How much memory the host has left for us.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "copy/spare_memory.h"

#define CGROUPS	"/sys/fs/cgroup"

/* The number behind @key in a file, or UINT64_MAX. */
static uint64_t read_number(const char *path, const char *key)
{
	uint64_t number = UINT64_MAX;
	char line[256], *end;
	FILE *file = fopen(path, "re");

	if (!file)
		return number;
	while (number == UINT64_MAX && fgets(line, sizeof(line), file)) {
		if (strncmp(line, key, strlen(key)))
			continue;
		number = strtoull(line + strlen(key), &end, 10);
		if (end == line + strlen(key))
			number = UINT64_MAX;
	}
	fclose(file);
	return number;
}

/*
 * Caches of the host count as well: it gives them up. What is free without that
 * is next to nothing on most hosts.
 */
static uint64_t available(void)
{
	uint64_t kib = read_number("/proc/meminfo", "MemAvailable:");

	return kib == UINT64_MAX ? kib : kib << 10;
}

static int find_cgroup(char *path, size_t bytes)
{
	FILE *file = fopen("/proc/self/cgroup", "re");
	char line[1024];
	int found = 0;

	if (!file)
		return 0;
	while (!found && fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		found = !strncmp(line, "0::/", 4) &&
			snprintf(path, bytes, CGROUPS "%s", line + 3) <
			(int)bytes;
	}
	fclose(file);
	return found;
}

/* What a container may have is the least of what those around it may. */
static uint64_t allowed(void)
{
	char group[1100], file[1200], *slash;
	uint64_t least = UINT64_MAX, limit;

	if (!find_cgroup(group, sizeof(group)))
		return least;
	while (strlen(group) >= strlen(CGROUPS)) {
		snprintf(file, sizeof(file), "%s/memory.max", group);
		limit = read_number(file, "");
		least = limit < least ? limit : least;
		slash = strrchr(group, '/');
		*slash = '\0';
	}
	return least;
}

uint64_t spare_memory(void)
{
	uint64_t host = available(), here = allowed();

	return here < host ? here : host;
}
