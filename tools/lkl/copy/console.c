// SPDX-License-Identifier: GPL-2.0
/*
 * The console of the kernel.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <lkl_host.h>

#include "copy/console.h"
#include "copy/report.h"

/* What a panic begins with, and what stands between that and its cause. */
#define PANIC	"Kernel panic - "
#define PANIC_SYNC	"not syncing: "

static struct {
	int show;
	/* Written by the thread that finds the panic, then read by all. */
	int has_died;
	char last_words[128];
} console;

static void keep_last_words(const char *text, size_t len)
{
	char line[256];
	char *words;

	if (len >= sizeof(line))
		len = sizeof(line) - 1;
	memcpy(line, text, len);
	line[len] = '\0';
	words = strstr(line, PANIC);
	if (!words || *console.last_words)
		return;
	words += strlen(PANIC);
	if (!strncmp(words, PANIC_SYNC, strlen(PANIC_SYNC)))
		words += strlen(PANIC_SYNC);
	words[strcspn(words, "\n")] = '\0';
	snprintf(console.last_words, sizeof(console.last_words), "%s", words);
}

static void print(const char *text, int len)
{
	const char *end = text + len, *line_end;
	ssize_t done;

	if (console.show) {
		done = write(STDERR_FILENO, text, (size_t)len);
		(void)done;
	}
	while (text < end) {
		line_end = memchr(text, '\n', (size_t)(end - text));
		line_end = line_end ? line_end + 1 : end;
		keep_last_words(text, (size_t)(line_end - text));
		text = line_end;
	}
}

static void panic(void)
{
	__atomic_store_n(&console.has_died, 1, __ATOMIC_RELEASE);
}

void console_init(int show)
{
	console.show = show;
	lkl_host_ops.print = print;
	lkl_host_ops.panic = panic;
}

const char *console_died(void)
{
	if (!__atomic_load_n(&console.has_died, __ATOMIC_ACQUIRE))
		return NULL;
	return *console.last_words ? console.last_words : "unknown cause";
}

void console_report(const char *tree, const char *path)
{
	const char *why = console_died();

	report_text(strstr(why, "memory") ? "out of memory, see --mem" : why,
		    "kernel, at %s%s", tree, path);
}
