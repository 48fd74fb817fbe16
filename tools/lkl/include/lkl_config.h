/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One object with all that a kernel and its network need, filled from code,
 * from a JSON file or from the environment. The keys are those of
 * lkl_config(5), the same in all three.
 *
 * Errors are negative Linux errno values.
 */
#ifndef _LKL_CONFIG_H
#define _LKL_CONFIG_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** struct lkl_config - a configuration; for one thread at a time */
struct lkl_config;

/** lkl_config_new() - an empty configuration, or NULL */
struct lkl_config *lkl_config_new(void);

/**
 * lkl_config_free() - forget a configuration
 * @config: whose kernel does not run, or was started by others; NULL does
 *	nothing
 */
void lkl_config_free(struct lkl_config *config);

/**
 * lkl_config_set() - set the value of a key
 * @config: the configuration
 * @key: such as "gateway" or "interfaces.0.ip"
 * @value: its text; copied. NULL: forget it
 *
 * Return: 0; -ENOENT if there is no such key; -EINVAL if the value cannot be
 * one of it; -ENOMEM.
 */
int lkl_config_set(struct lkl_config *config, const char *key,
		   const char *value);

/**
 * lkl_config_get() - the value of a key
 * @config: the configuration
 * @key: as for lkl_config_set()
 *
 * Return: its text, valid until it is set; NULL if it was not set.
 */
const char *lkl_config_get(const struct lkl_config *config, const char *key);

/**
 * lkl_config_load_json() - set the keys of a JSON object
 * @config: the configuration
 * @text: the object
 * @bytes: size of @text
 *
 * Return: as lkl_config_set(); -EBADMSG if it is no JSON, and the error text
 * has line and column; -ENOSYS if the library was built without json-c.
 */
int lkl_config_load_json(struct lkl_config *config, const char *text,
			 size_t bytes);

/**
 * lkl_config_load_file() - lkl_config_load_json() of a file
 * @config: the configuration
 * @path: name of the file on the host
 *
 * Return: as there, or why the file cannot be read.
 */
int lkl_config_load_file(struct lkl_config *config, const char *path);

/**
 * lkl_config_load_env() - set the keys that the environment has
 * @config: the configuration
 *
 * First the file in LKL_HIJACK_CONFIG_FILE, then LKL_CONFIG_*, and the older
 * LKL_HIJACK_*; see lkl_config(5).
 * Return: as lkl_config_load_file().
 */
int lkl_config_load_env(struct lkl_config *config);

/**
 * lkl_config_error() - what the last function to fail did not like
 * @config: the configuration
 *
 * Return: a text of one line that names the key, valid until the next call.
 */
const char *lkl_config_error(const struct lkl_config *config);

/**
 * lkl_config_start() - start the kernel and set everything up
 * @config: the configuration
 *
 * Opens the interfaces, calls lkl_start_kernel(), sets what is to be set
 * inside. If something fails, the kernel is halted again.
 * Return: 0 or -errno.
 */
int lkl_config_start(struct lkl_config *config);

/**
 * lkl_config_stop() - halt the kernel and close the interfaces
 * @config: that lkl_config_start() was called for
 *
 * Prints the files of the key dump first, and ends captures.
 * Return: as lkl_sys_halt(); why packets could not be written.
 */
int lkl_config_stop(struct lkl_config *config);

/**
 * lkl_config_netdev() - an interface of a configuration that was started
 * @config: the configuration
 * @nr: which, from 0
 *
 * Return: its id, for lkl_netdev_get_ifindex(); -ENODEV.
 */
int lkl_config_netdev(const struct lkl_config *config, unsigned int nr);

#ifdef __cplusplus
}
#endif

#endif
