/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The command line of cptofs and cpfromfs.
 */
#ifndef _LKL_COPY_CP_OPTIONS_H
#define _LKL_COPY_CP_OPTIONS_H

#include "copy/copy.h"
#include "copy/session.h"

/** struct cp_options - a command line */
struct cp_options {
	struct session_options session;
	struct copy_options copy;
	const char *const *sources;
};

/**
 * cp_parse() - take a command line apart
 * @options: set; to be freed with owner_free() of its owners
 * @program: name of the program
 * @into: copy into the image
 *
 * Return: 0 to go on, or what is to be the exit status plus 1.
 */
int cp_parse(struct cp_options *options, const char *program, int into,
	     int argc, char *argv[]);

#endif
