// SPDX-License-Identifier: GPL-2.0
/*
 * Messages of the kernel inside: kept in a file, and the last one in memory,
 * since it says why a mount fails.
 */
#include "lklfuse/console.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <lkl.h>

/* The descriptors are constant once the kernel runs; @lock is for the rest. */
static struct {
	int file;
	bool debug;
	pthread_mutex_t lock;
	char line[256];
	size_t len;
	bool ended;
} console = { .file = -1, .lock = PTHREAD_MUTEX_INITIALIZER };

static void keep(char c)
{
	if (c == '\n') {
		console.ended = true;
		return;
	}
	if (console.ended) {
		console.ended = false;
		console.len = 0;
	}
	if (console.len < sizeof(console.line) - 1)
		console.line[console.len++] = c;
}

static void print(const char *text, int len)
{
	ssize_t ignored;
	int i;

	pthread_mutex_lock(&console.lock);
	for (i = 0; i < len; i++)
		keep(text[i]);
	pthread_mutex_unlock(&console.lock);
	if (console.file >= 0)
		ignored = write(console.file, text, len);
	if (console.debug)
		ignored = write(STDERR_FILENO, text, len);
	(void)ignored;
}

int console_open(const char *path, bool debug)
{
	console.debug = debug;
	lkl_host_ops.print = print;
	if (!path)
		return 0;
	console.file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
			    0666);
	return console.file < 0 ? -errno : 0;
}

void console_forget(void)
{
	pthread_mutex_lock(&console.lock);
	console.len = 0;
	pthread_mutex_unlock(&console.lock);
}

/* "[    0.123456] text" */
void console_last(char *text, size_t len)
{
	const char *from = console.line;

	pthread_mutex_lock(&console.lock);
	console.line[console.len] = '\0';
	if (*from == '[' && strstr(from, "] "))
		from = strstr(from, "] ") + 2;
	snprintf(text, len, "%s", from);
	pthread_mutex_unlock(&console.lock);
}
