/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whether it is XFS that will be mounted.
 */
#ifndef LKLFUSE_IMAGE_XFS_H
#define LKLFUSE_IMAGE_XFS_H

#include "lklfuse/options.h"

/**
 * image_is_xfs() - look into the first image
 * @opt: what the user wants
 *
 * Before there is a kernel. Return: false, too, if that cannot be found out:
 * for partitions libblkid is needed.
 */
bool image_is_xfs(const struct options *opt);

#endif
