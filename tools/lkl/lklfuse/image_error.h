/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Why an image cannot be mounted, in words.
 */
#ifndef LKLFUSE_IMAGE_ERROR_H
#define LKLFUSE_IMAGE_ERROR_H

#include "lklfuse/options.h"

/** image_complain_open() - @path cannot be opened because of @err, -errno */
void image_complain_open(const char *path, int err);

/** image_complain_mount() - the kernel inside refuses with @err, -errno */
void image_complain_mount(const struct options *opt, int err);

#endif
