// SPDX-License-Identifier: GPL-2.0
/*
 * Whether something is going on in this process.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "copy/idle.h"

#define TASKS	"/proc/self/task"

/* The state is the letter behind the name, which is in parentheses. */
static int is_idle(const char *thread)
{
	char path[64], text[256], *end;
	ssize_t got;
	int fd;

	snprintf(path, sizeof(path), TASKS "/%.16s/stat", thread);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	/* It has ended. */
	if (fd < 0)
		return 1;
	got = read(fd, text, sizeof(text) - 1);
	close(fd);
	text[got > 0 ? got : 0] = '\0';
	end = strrchr(text, ')');
	return end && end[1] == ' ' && end[2] != 'R' && end[2] != 'D';
}

int idle_others(void)
{
	long self = syscall(SYS_gettid);
	struct dirent *entry;
	DIR *tasks = opendir(TASKS);
	int idle = 1;

	if (!tasks)
		return 0;
	while (idle && (entry = readdir(tasks)))
		if (*entry->d_name != '.' && atol(entry->d_name) != self)
			idle = is_idle(entry->d_name);
	closedir(tasks);
	return idle;
}
