/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the archive goes: a file that appears when it is complete, or a pipe or
 * device.
 */
#ifndef _LKL_FS2TAR_OUTPUT_H
#define _LKL_FS2TAR_OUTPUT_H

#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

/**
 * struct output - an archive in the making
 * @path: its name, in messages
 * @bytes: how long it is so far
 */
struct output {
	const char *path;
	uint64_t bytes;
	/* private: */
	char *target, *temp;
	char *buf;
	size_t used;
	int fd;
	mode_t mode;
	uint64_t started;
};

/**
 * output_open() - begin
 * @out: set up
 * @path: of the archive; "-" is standard output, and what this program prints
 *	goes to standard error from then on
 * @image: path of a file that it may not be
 *
 * Return: 0, or -errno, which has been reported.
 */
int output_open(struct output *out, const char *path, const char *image);

/** output_write() - add bytes; 0 or -errno, not reported */
int output_write(struct output *out, const void *data, size_t bytes);

/**
 * output_push() - all is written: have storage begin with what is left
 *
 * Return: 0, or -errno, which has been reported.
 */
int output_push(struct output *out);

/**
 * output_commit() - have it on stable storage, then give it its name
 *
 * After output_push().
 *
 * Return: 0, or -errno, which has been reported; it is discarded then.
 */
int output_commit(struct output *out);

/** output_discard() - there is no archive; what had its name is as before */
void output_discard(struct output *out);

#endif
