/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the parts of an output share.
 */
#ifndef _LKL_FS2TAR_OUTPUT_PARTS_H
#define _LKL_FS2TAR_OUTPUT_PARTS_H

#include "fs2tar/output.h"

/**
 * output_find() - open what out->path means
 * @out: what of it is private is set
 * @image: path of a file that it may not be
 *
 * Return: 0, or -errno, which has been reported.
 */
int output_find(struct output *out, const char *image);

/** output_fail() - report an error, if it is none of a signal; returns @err */
int output_fail(const struct output *out, int err);

#endif
