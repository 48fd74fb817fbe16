/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Values of options that several of the programs have. What is wrong with one
 * is reported here.
 */
#ifndef _LKL_COPY_OPTION_VALUES_H
#define _LKL_COPY_OPTION_VALUES_H

#include <stdint.h>

#include "copy/owner.h"

/** option_owner() - --owner and --group. Return: 0 or -EINVAL */
int option_owner(struct owner_map *owners, int is_group, const char *arg);

/** option_owner_map() - --map-owner. Return: 0 or -errno */
int option_owner_map(struct owner_map *owners, const char *path);

/**
 * option_epoch() - SOURCE_DATE_EPOCH
 * @epoch: set to it, in seconds since 1970; its nanoseconds are an int64_t, too
 *
 * Return: 1 if there is one, 0 if not, or -EINVAL.
 */
int option_epoch(int64_t *epoch);

#endif
