/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the host knows of this process: how many threads and files it has.
 *
 * An emulator has threads of its own: compare with what was there before the
 * kernel was.
 */
#ifndef LKL_TESTS_COUNT_H
#define LKL_TESTS_COUNT_H

#include <dirent.h>
#include <pthread.h>

static inline int count_entries(const char *path)
{
	DIR *dir = opendir(path);
	int nr = -2;

	while (dir && readdir(dir))
		nr++;
	if (dir)
		closedir(dir);
	return nr;
}

#ifdef __SANITIZE_THREAD__
static inline void *count_nothing(void *arg)
{
	return arg;
}
#endif

static inline int count_threads(void)
{
#ifdef __SANITIZE_THREAD__
	pthread_t thread;

	/* The first thread of a program brings one of the sanitizer's. */
	if (!pthread_create(&thread, NULL, count_nothing, NULL))
		pthread_join(thread, NULL);
#endif
	return count_entries("/proc/self/task");
}

#endif
