// SPDX-License-Identifier: GPL-2.0
/*
 * How far a copy is.
 */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "copy/progress.h"
#include "copy/report.h"

#define NSEC_PER_SEC	1000000000LL
#define PROGRESS_NS	(NSEC_PER_SEC / 5)
/* How many entries pass before the clock is looked at. */
#define PROGRESS_STEP	64

/* Only of the thread that copies. */
static struct {
	int is_terminal;
	unsigned int calls;
	uint64_t bytes;
	long long next_ns;
} progress;

static long long now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * NSEC_PER_SEC + ts.tv_nsec;
}

void progress_init(void)
{
	progress.is_terminal = isatty(STDERR_FILENO);
	progress.next_ns = now_ns() + NSEC_PER_SEC;
}

char *report_size(char *buf, uint64_t bytes)
{
	static const char *const units[] = { "KiB", "MiB", "GiB", "TiB" };
	double size = (double)bytes / 1024;
	int i = 0;

	if (bytes < 1024) {
		sprintf(buf, "%u bytes", (unsigned int)bytes);
		return buf;
	}
	while (size >= 1024 && i < 3) {
		size /= 1024;
		i++;
	}
	snprintf(buf, 16, "%.1f %s", size, units[i]);
	return buf;
}

static int is_due(uint64_t bytes)
{
	long long now;

	if (!progress.is_terminal)
		return 0;
	if (++progress.calls % PROGRESS_STEP &&
	    bytes - progress.bytes < 1 << 20)
		return 0;
	progress.bytes = bytes;
	now = now_ns();
	if (now < progress.next_ns)
		return 0;
	progress.next_ns = now + PROGRESS_NS;
	return 1;
}

void report_progress(uint64_t files, uint64_t bytes)
{
	char line[64], size[16];

	if (!is_due(bytes))
		return;
	snprintf(line, sizeof(line), "\r%llu files, %s\033[K",
		       (unsigned long long)files, report_size(size, bytes));
	report_show(line);
}
