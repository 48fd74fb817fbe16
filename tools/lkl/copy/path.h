/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A path that grows and shrinks by names, of any length, for messages.
 */
#ifndef _LKL_COPY_PATH_H
#define _LKL_COPY_PATH_H

#include <stddef.h>

/**
 * struct path - a path; all zero is an empty one
 * @text: the path, with a terminating zero; NULL before path_set()
 * @len: its length
 */
struct path {
	char *text;
	size_t len;
	/* private: */
	size_t room;
};

/** path_set() - start with this text; 0 or -ENOMEM */
int path_set(struct path *path, const char *text);

/** path_push() - add a name; 0 or -ENOMEM */
int path_push(struct path *path, const char *name);

/** path_cut() - cut to a length that the path had */
void path_cut(struct path *path, size_t len);

/** path_free() - free what it holds */
void path_free(struct path *path);

#endif
