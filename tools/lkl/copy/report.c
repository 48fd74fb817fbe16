// SPDX-License-Identifier: GPL-2.0
/*
 * What a program tells its user.
 */
#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lkl_boot.h>

#include "copy/escape.h"
#include "copy/progress.h"
#include "copy/report.h"
#include "copy/streams.h"

/* Of a message, if there is no memory for all of it. */
#define SHORT_BYTES	512

static struct {
	const char *program;
	/* Guards what follows, and standard error. */
	pthread_mutex_t lock;
	unsigned long errors;
	/* The first error of standard output. */
	int output_err;
	/* A progress line is on the terminal. */
	int shown;
	/* Atomic: see report_has_damage(). */
	int has_damage;
} self = { .program = "", .lock = PTHREAD_MUTEX_INITIALIZER };

void report_init(const char *program)
{
	streams_fill();
	self.program = program;
	progress_init();
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
static void put_line(char *line, const char *what, const char *why)
{
	char *to = line;

	to += sprintf(to, "%s: ", self.program);
	to += escape(to, what);
	to += sprintf(to, ": ");
	to += escape(to, why);
	*to++ = '\n';
	write_all(line, (size_t)(to - line));
}

/* That there is no memory has to be said, too: a long path loses its end. */
static void put_line_short(const char *what, const char *why)
{
	static char part[SHORT_BYTES], line[4 * SHORT_BYTES * ESCAPED_BYTES];

	snprintf(part, sizeof(part), "%s", what);
	put_line(line, part, why);
}

static char *line_for(const char *what, const char *why)
{
	size_t len = strlen(self.program) + strlen(what) + strlen(why);

	return malloc(len * ESCAPED_BYTES + 8);
}

static void report(const char *why, const char *fmt, va_list ap)
{
	static char short_what[SHORT_BYTES];
	char *what = NULL, *line;
	va_list again;

	va_copy(again, ap);
	if (vasprintf(&what, fmt, ap) < 0)
		what = NULL;
	pthread_mutex_lock(&self.lock);
	if (!what)
		vsnprintf(short_what, sizeof(short_what), fmt, again);
	line = what ? line_for(what, why) : NULL;
	self.errors++;
	clear_progress();
	if (line)
		put_line(line, what, why);
	else
		put_line_short(what ? what : short_what, why);
	pthread_mutex_unlock(&self.lock);
	va_end(again);
	free(line);
	free(what);
}

/* What "Bad message" says of a file system. */
static const char *text_of(int err)
{
	return err == -EBADMSG ? "damaged, a checksum is wrong" :
				 lkl_strerror(err);
}

void report_error(int err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(text_of(err), fmt, ap);
	va_end(ap);
	if (err == -EIO || err == -EUCLEAN || err == -EBADMSG)
		__atomic_store_n(&self.has_damage, 1, __ATOMIC_RELAXED);
}

int report_has_damage(void)
{
	return __atomic_load_n(&self.has_damage, __ATOMIC_RELAXED);
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
	errno = ENOMEM;
	if (!line) {
		note_output(1);
	} else {
		errno = 0;
		clear_progress();
		strcpy(line + escape(line, text), "\n");
		note_output(fputs(line, stdout) < 0);
	}
	pthread_mutex_unlock(&self.lock);
	free(line);
	free(text);
}

void report_show(const char *line)
{
	pthread_mutex_lock(&self.lock);
	write_all(line, strlen(line));
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
