/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Preparing the kernel for the mount.
 */
#ifndef LKLFUSE_IMAGE_KERNEL_H
#define LKLFUSE_IMAGE_KERNEL_H

#include <stddef.h>

#include "lklfuse/options.h"

/** image_boot() - boot the kernel and set it up. Return: 0 or -errno */
int image_boot(const struct options *opt);

/**
 * image_options() - make the options of the mount inside
 * @opt: what the user wants
 * @ids: the disks
 * @nr_ids: how many; there are nodes /dev/vda, /dev/vdb, ... of them then
 * @flags: LKL_MS_* are added
 * @text: set to the options
 * @len: size of @text
 *
 * Return: 0 or -errno.
 */
int image_options(const struct options *opt, const int *ids, int nr_ids,
		  unsigned long *flags, char *text, size_t len);

#endif
