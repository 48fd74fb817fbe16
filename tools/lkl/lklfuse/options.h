/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The command line.
 */
#ifndef LKLFUSE_OPTIONS_H
#define LKLFUSE_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#define MAX_IMAGES	16

/** struct options - what the user wants */
struct options {
	/** @images: the disks of the file system; the first is mounted */
	const char *images[MAX_IMAGES];
	/** @nr_images: how many */
	int nr_images;
	/** @mountpoint: where; absolute and without links once checked */
	const char *mountpoint;
	/** @type: of the file system, or NULL to have it recognized */
	const char *type;
	/** @opts: its options, or NULL */
	const char *opts;
	/** @lock: a file to lock, or NULL */
	const char *lock;
	/** @log: where messages of the kernel go, or NULL */
	const char *log;
	/** @fsname: the source that mount(8) shows, or NULL for the image */
	const char *fsname;
	/** @subtype: what follows "fuse." in the type, or NULL for lklfuse */
	const char *subtype;
	/** @pass: options for the host's mount, with commas, or "" */
	char pass[1024];
	/** @mib: size of the kernel's memory, or 0 for what the type needs */
	unsigned int mib;
	/** @part: number of a partition, or 0 */
	unsigned int part;
	/** @workers: threads that answer requests */
	unsigned int workers;
	/** @offset: where in the images the file system starts, in bytes */
	uint64_t offset;
	/** @uid: who owns everything, or -1 */
	long uid;
	/** @gid: its group, or -1 */
	long gid;
	/** @ms_flags: LKL_MS_* of the mount inside */
	unsigned long ms_flags;
	/** @read_only: nothing is written */
	bool read_only;
	/** @allow_other: users besides the one that mounts are let in */
	bool allow_other;
	/** @checks: the host checks permissions */
	bool checks;
	/** @writeback: the host caches writes */
	bool writeback;
	/** @foreground: do not go to the background */
	bool foreground;
	/** @debug: show requests and messages of the kernel */
	bool debug;
	/** @wait: wait for the end of the program that serves @mountpoint */
	bool wait;
};

/**
 * options_parse() - read the command line
 * @opt: set
 * @argc: of main()
 * @argv: of main(); kept by reference, and changed
 *
 * Has told the user what is wrong, or what was asked for.
 * Return: -1 to go on, or an exit status.
 */
int options_parse(struct options *opt, int argc, char *argv[]);

/**
 * options_mount() - read the list behind -o
 * @opt: set
 * @list: the options, separated by commas; changed, and kept by reference
 *
 * Return: 0, or -1 if one is wrong; the user was told.
 */
int options_mount(struct options *opt, char *list);

/**
 * options_flag() - what mount(2) has a flag for, rather than a text
 * @name: an option
 *
 * Return: LKL_MS_*, or 0.
 */
unsigned long options_flag(const char *name);

/** options_help() - print the usage to standard output */
void options_help(void);

#endif
