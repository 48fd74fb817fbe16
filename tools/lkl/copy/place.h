/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where in the target the files are that will get further hard links.
 */
#ifndef _LKL_COPY_PLACE_H
#define _LKL_COPY_PLACE_H

#include "copy/put.h"

/** places_open() - where files with several links are; NULL: no memory */
struct places *places_open(struct put *put);

/** places_close() - free it; NULL does nothing */
void places_close(struct places *places);

/** places_forget() - a file will get no further links, or has none */
void places_forget(struct places *places, unsigned long number);

/**
 * places_open_dir() - open the directory that a file is in
 * @put: the copy
 * @number: of the file
 * @name: set to its name there
 *
 * Return: a descriptor to be closed, -ENOENT if it was not copied, -errno.
 */
int places_open_dir(struct put *put, unsigned long number, const char **name);

/**
 * places_add() - a file of this number is at @name
 * @put: the copy
 * @number: of the file
 * @name: name where we are or, if @is_spare, in the target
 * @is_spare: it is removed when it will get no further links
 *
 * Return: 0 or -ENOMEM.
 */
int places_add(struct put *put, unsigned long number, const char *name,
	       int is_spare);

/** places_leave() - the level is gone */
void places_leave(struct put_level *level);

#endif
