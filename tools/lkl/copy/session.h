/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A file system image in use: opened, locked, mounted by a kernel, and left
 * clean.
 */
#ifndef _LKL_COPY_SESSION_H
#define _LKL_COPY_SESSION_H

#include <getopt.h>
#include <stdint.h>

#include "copy/reserve.h"
#include "copy/tree.h"

/**
 * struct session_options - what the command line says of the image
 * @image: path of a file or block device
 * @type: file system type, or NULL to have it recognized
 * @part: partition, or 0
 * @mount_options: options of the file system, or NULL
 * @mem_bytes: memory for the kernel, or 0 for what fits
 * @printk: show what the kernel prints, on standard error
 * @write: the image is to be changed
 * @reproducible: clock and random numbers are always the same
 * @epoch: what the clock shows then, seconds since 1970
 */
struct session_options {
	const char *image, *type;
	unsigned int part;
	const char *mount_options;
	uint64_t mem_bytes;
	int printk, write, reproducible;
	int64_t epoch;
};

/*
 * The options that all programs have. -i is not among them: some name the image
 * without it.
 */
#define SESSION_SHORT	"t:P:p"
enum {
	SESSION_MEM = 256,
	SESSION_MOUNT_OPTIONS,
	SESSION_HELP,
	SESSION_VERSION,
	SESSION_OWN,		/* programs number their own from here */
};
#define SESSION_LONG_NR	8

/**
 * session_long() - add them to the long options of a program
 * @options: the program's own are the first
 * @nr_own: how many; there is room for SESSION_LONG_NR more
 */
void session_long(struct option *options, unsigned int nr_own);

/* Their lines in --help. */
#define SESSION_USAGE							\
"  -t, --filesystem-type=TYPE  type of the file system (default: recognized)\n"\
"  -P, --partition=NUMBER      its partition (default: the only one)\n"	\
"  -p, --enable-printk         show the messages of the kernel\n"	\
"      --mount-options=LIST    mount options of the file system\n"	\
"      --mem=SIZE              memory for the kernel, such as 128M\n"

/* The last lines of --help. */
#define SESSION_USAGE_END						\
"      --help                  show this help\n"			\
"      --version               show the version\n"

/**
 * session_option() - take one of these options
 * @options: where to
 * @opt: what getopt_long() returned
 * @arg: optarg
 *
 * Return: 0; 1 if it is none of them; -EINVAL after a usage error was reported,
 * for which the exit status is 2. Not for help and version.
 */
int session_option(struct session_options *options, int opt, const char *arg);

/**
 * session_unknown() - report that getopt_long() returned '?'
 * @shorts: the short options
 *
 * Return: the exit status, 2.
 */
int session_unknown(const char *shorts, char *argv[]);

/** session_version() - print the version of a program and of its kernel */
void session_version(const char *program);

/**
 * struct session - an image in use
 * @tree: its files
 * @fs_type: type of the mounted file system
 * @is_readonly: mounted such that writing fails; it is damaged then
 * @is_told: set by the user: what is wrong with the image has been reported
 */
struct session {
	struct tree tree;
	char fs_type[32];
	int is_readonly, is_told;
	/* private: */
	const struct session_options *options;
	uint64_t mem_bytes;
	struct reserve reserve;
	int disk;
	char mnt[32];
	char *name;
};

/**
 * session_open() - open and lock the image, boot the kernel, mount
 * @session: set up
 * @options: valid until session_close()
 *
 * Return: 0, or -errno, which has been reported; all is undone then.
 */
int session_open(struct session *session,
		 const struct session_options *options);

/**
 * session_close() - unmount, halt, and have all on stable storage
 * @session: after session_open(); nothing of it is open any more
 *
 * Return: 0, or the first -errno; all have been reported.
 */
int session_close(struct session *session);

#endif
