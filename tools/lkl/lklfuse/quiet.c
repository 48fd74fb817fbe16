// SPDX-License-Identifier: GPL-2.0
/*
 * Catching what others print to standard error: libfuse and fusermount3 say
 * there why they fail, in more than one line.
 */
#include "lklfuse/quiet.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Between begin and end: where standard error goes, and went. */
static int catcher = -1, saved = -1;

void quiet_begin(void)
{
	saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	catcher = memfd_create("stderr", MFD_CLOEXEC);
	if (saved >= 0 && catcher >= 0)
		dup2(catcher, STDERR_FILENO);
}

static char *last_line(char *text)
{
	char *end = text + strlen(text), *line;

	while (end > text && end[-1] == '\n')
		*--end = '\0';
	line = strrchr(text, '\n');
	return line ? line + 1 : text;
}

static char *without_program(char *line)
{
	static const char *const programs[] = { "fusermount3: ", "fuse: " };
	size_t i;

	for (i = 0; i < sizeof(programs) / sizeof(*programs); i++) {
		if (!strncmp(line, programs[i], strlen(programs[i])))
			line += strlen(programs[i]);
	}
	return line;
}

void quiet_end(char *text, size_t len)
{
	char caught[2048], *line;
	ssize_t got = -1;

	if (saved >= 0)
		dup2(saved, STDERR_FILENO);
	if (catcher >= 0)
		got = pread(catcher, caught, sizeof(caught) - 1, 0);
	caught[got > 0 ? got : 0] = '\0';
	line = without_program(last_line(caught));
	if (strlen(line) >= len)
		line[len - 1] = '\0';
	strcpy(text, line);
	if (saved >= 0)
		close(saved);
	if (catcher >= 0)
		close(catcher);
}
