/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Messages of the kernel inside.
 */
#ifndef LKLFUSE_CONSOLE_H
#define LKLFUSE_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>

/**
 * console_open() - say where messages go
 * @path: a file that they are appended to, or NULL
 * @debug: to standard error, too
 *
 * Context: before the kernel is chosen.
 * Return: 0, or -errno of opening the file.
 */
int console_open(const char *path, bool debug);

/** console_forget() - what was printed until now explains nothing that comes */
void console_forget(void);

/**
 * console_last() - the last thing that the kernel printed
 * @text: set to it, without time stamp; empty if there is nothing
 * @len: size of @text
 */
void console_last(char *text, size_t len);

#endif
