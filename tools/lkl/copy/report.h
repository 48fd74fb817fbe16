/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a program tells: one line "program: what: why" for each thing that goes
 * wrong, what it does if asked to, progress, a summary.
 *
 * Bytes of names that would tear a line are shown as \ooo. Errors and progress
 * go to standard error, the rest to standard output. Context: any thread.
 */
#ifndef _LKL_COPY_REPORT_H
#define _LKL_COPY_REPORT_H

#include <stdint.h>

/** report_init() - the name of the program; before all else */
void report_init(const char *program);

/**
 * report_error() - something went wrong: "program: what: text of the error"
 * @err: -errno, of the host or of the kernel
 * @fmt: what, as for printf(): tree->name and a path, as a rule
 */
void report_error(int err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/** report_text() - the same with a text @why instead of an error */
void report_text(const char *why, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/** report_usage() - a usage error; the exit status for it, 2 */
int report_usage(const char *why, const char *what);

/** report_errors() - how many errors there were; the exit status is 1 then */
unsigned long report_errors(void);

/** report_has_damage() - whether one was of damage, or of a device */
int report_has_damage(void);

/** report_line() - a line on standard output, for -v and summaries */
void report_line(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/**
 * report_progress() - show on a terminal how far a long copy is
 * @files: entries done
 * @bytes: bytes of contents done
 *
 * Cheap enough for every entry. Shows nothing in the first second, nor where
 * standard error is no terminal.
 */
void report_progress(uint64_t files, uint64_t bytes);

/** report_size() - "1.5 GiB" in @buf, 16 bytes; returns @buf */
char *report_size(char *buf, uint64_t bytes);

/**
 * report_close() - flush standard output, and report it if that fails
 *
 * Last of all, before the exit.
 * Return: the exit status, 0 or 1.
 */
int report_close(void);

#endif
