/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a configuration wants to see of a kernel: packets, and files at its end.
 */
#ifndef _LKL_CONFIG_OBSERVE_H
#define _LKL_CONFIG_OBSERVE_H

struct lkl_config;

/**
 * lkl__config_capture() - begin a capture
 * @config: which will end it
 * @nr: of the interface; LKL__CONFIG_INTERFACES: all
 * @ifindex: its number, or 0
 * @path: name of the file
 *
 * Return: 0 or -errno.
 */
int lkl__config_capture(struct lkl_config *config, unsigned int nr,
			int ifindex, const char *path);

/**
 * lkl__config_capture_end() - end all captures
 * @config: whose they are
 *
 * Return: 0, or the first -errno.
 */
int lkl__config_capture_end(struct lkl_config *config);

/** lkl__config_dump() - print the files of the key "dump" */
void lkl__config_dump(const struct lkl_config *config);

#endif
