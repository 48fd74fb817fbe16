/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The images, and the kernel that has their file system mounted.
 */
#ifndef LKLFUSE_IMAGE_H
#define LKLFUSE_IMAGE_H

#include <stdbool.h>

#include "lklfuse/options.h"

/** struct image - a file system in a kernel */
struct image {
	/** @opt: what the user wants */
	const struct options *opt;
	/** @mnt: where it is mounted inside */
	char mnt[32];
	/** @read_only: nothing is written */
	bool read_only;
	/* private: */
	int ids[MAX_IMAGES];
	int nr_ids;
	int lock;
	bool mounted;
};

/**
 * image_open() - open and lock the images
 * @image: set
 * @opt: what the user wants
 *
 * This and what follows tells the user what is wrong.
 * Return: 0 or -errno.
 */
int image_open(struct image *image, const struct options *opt);

/** image_mount() - boot the kernel and mount. Return: 0 or -errno */
int image_mount(struct image *image);

/**
 * image_close() - unmount, stop the kernel, close the images
 * @image: in any state behind image_open()
 *
 * Return: 0 if all that was written is in stable storage, or -errno.
 */
int image_close(struct image *image);

#endif
