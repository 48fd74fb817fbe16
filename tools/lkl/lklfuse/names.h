/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names that are written in more than one way.
 */
#ifndef LKLFUSE_NAMES_H
#define LKLFUSE_NAMES_H

#include <stdbool.h>
#include <stdint.h>

/**
 * name_hash() - a hash that is the same for all ways to write a name
 * @start: what it goes on from
 * @name: in UTF-8, but any bytes will do
 *
 * Names that are not the same may have the same hash.
 */
uint32_t name_hash(uint32_t start, const char *name);

/** name_is_short() - whether a file with a long name may have this one, too */
bool name_is_short(const char *name);

/**
 * name_in_dir() - by which name a directory has a file
 * @dirfd: the directory, inside
 * @ino: the file's number
 * @name: set to the name, if it is found
 *
 * Return: 0 or -errno.
 */
int name_in_dir(int dirfd, uint64_t ino, char *name);

#endif
