// SPDX-License-Identifier: GPL-2.0
/*
 * What a program tells its user.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <lkl_boot.h>

#include "copy/report.h"

#define ESCAPED_BYTES	4
#define NSEC_PER_SEC	1000000000LL
#define PROGRESS_NS	(NSEC_PER_SEC / 5)
/* How many entries pass before the clock is looked at. */
#define PROGRESS_STEP	64

static struct {
	const char *program;
	/* Guards what follows, and standard error. */
	pthread_mutex_t lock;
	unsigned long errors;
	/* The first error of standard output. */
	int output_err;
	/* A progress line is on the terminal. */
	int shown;
} self = { .program = "", .lock = PTHREAD_MUTEX_INITIALIZER };

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

/*
 * A file that is opened must not become a standard stream. What is opened in
 * place of one fails as the closed one would.
 */
static void fill_streams(void)
{
	int fd;

	for (fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			open("/dev/null", fd ? O_RDONLY : O_WRONLY);
}

void report_init(const char *program)
{
	fill_streams();
	self.program = program;
	progress.is_terminal = isatty(STDERR_FILENO);
	progress.next_ns = now_ns() + NSEC_PER_SEC;
}

static size_t escape(char *to, const char *text)
{
	const unsigned char *from = (const unsigned char *)text;
	char *start = to;

	for (; *from; from++) {
		if (*from < ' ' || *from == 0x7f)
			to += sprintf(to, "\\%03o", *from);
		else
			*to++ = (char)*from;
	}
	return (size_t)(to - start);
}

static void write_all(const char *text, size_t len)
{
	ssize_t done;

	while (len) {
		done = write(STDERR_FILENO, text, len);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return;
		text += done;
		len -= (size_t)done;
	}
}

static void clear_progress(void)
{
	if (self.shown)
		write_all("\r\033[K", 4);
	self.shown = 0;
}

/* One write, so that lines of several programs do not mix. */
static void put_line(const char *what, const char *why)
{
	size_t len = strlen(self.program) + strlen(what) + strlen(why);
	char *line = malloc(len * ESCAPED_BYTES + 8);
	char *to = line;

	if (!line) {
		write_all(why, strlen(why));
		write_all("\n", 1);
		return;
	}
	to += sprintf(to, "%s: ", self.program);
	to += escape(to, what);
	to += sprintf(to, ": ");
	to += escape(to, why);
	*to++ = '\n';
	write_all(line, (size_t)(to - line));
	free(line);
}

static void report(const char *why, const char *fmt, va_list ap)
{
	char *what = NULL;

	if (vasprintf(&what, fmt, ap) < 0)
		what = NULL;
	pthread_mutex_lock(&self.lock);
	self.errors++;
	clear_progress();
	put_line(what ? what : "?", why);
	pthread_mutex_unlock(&self.lock);
	free(what);
}

void report_error(int err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(lkl_strerror(err), fmt, ap);
	va_end(ap);
}

void report_text(const char *why, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(why, fmt, ap);
	va_end(ap);
}

int report_usage(const char *why, const char *what)
{
	report_text(why, "%s", what);
	return 2;
}

unsigned long report_errors(void)
{
	unsigned long errors;

	pthread_mutex_lock(&self.lock);
	errors = self.errors;
	pthread_mutex_unlock(&self.lock);
	return errors;
}

static void note_output(int failed)
{
	if (failed && !self.output_err)
		self.output_err = errno ? -errno : -EIO;
}

void report_line(const char *fmt, ...)
{
	char *text = NULL, *line;
	va_list ap;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		text = NULL;
	va_end(ap);
	line = text ? malloc(strlen(text) * ESCAPED_BYTES + 2) : NULL;
	pthread_mutex_lock(&self.lock);
	errno = 0;
	if (line) {
		clear_progress();
		strcpy(line + escape(line, text), "\n");
		note_output(fputs(line, stdout) < 0);
	}
	pthread_mutex_unlock(&self.lock);
	free(line);
	free(text);
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
	int len;

	if (!is_due(bytes))
		return;
	len = snprintf(line, sizeof(line), "\r%llu files, %s\033[K",
		       (unsigned long long)files, report_size(size, bytes));
	pthread_mutex_lock(&self.lock);
	write_all(line, (size_t)len);
	self.shown = 1;
	pthread_mutex_unlock(&self.lock);
}

int report_close(void)
{
	pthread_mutex_lock(&self.lock);
	clear_progress();
	errno = 0;
	note_output(fflush(stdout));
	pthread_mutex_unlock(&self.lock);
	if (self.output_err)
		report_error(self.output_err, "standard output");
	return report_errors() ? 1 : 0;
}
