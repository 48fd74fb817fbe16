/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The file of SELinux contexts, a line "/PATH CONTEXT" for each entry.
 */
#ifndef _LKL_FS2TAR_CONTEXTS_H
#define _LKL_FS2TAR_CONTEXTS_H

#include <stdio.h>

struct walk_xattr;

/**
 * contexts_open() - begin
 * @path: of the file
 * @image: path of a file that it may not be
 *
 * Return: the file, or NULL after an error, which has been reported.
 */
FILE *contexts_open(const char *path, const char *image);

/**
 * contexts_add() - add a line, if an extended attribute is a context
 * @file: the file, or NULL
 * @path: of the entry
 * @xattr: the attribute
 */
void contexts_add(FILE *file, const char *path,
		  const struct walk_xattr *xattr);

/** contexts_close() - have it on stable storage; 0 or -errno, reported */
int contexts_close(FILE *file, const char *path);

#endif
