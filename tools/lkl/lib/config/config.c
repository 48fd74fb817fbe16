// SPDX-License-Identifier: GPL-2.0
/*
 * A configuration: its keys by name, and what is wrong with them.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lkl_sys.h>

#include "config/config.h"

#define INTERFACES	"interfaces"

struct lkl_config *lkl_config_new(void)
{
	struct lkl_config *config = calloc(1, sizeof(*config));
	unsigned int i;

	for (i = 0; config && i < LKL__CONFIG_INTERFACES; i++)
		config->ifs[i].id = -1;
	return config;
}

void lkl_config_free(struct lkl_config *config)
{
	unsigned int i, k;

	if (!config)
		return;
	for (k = 0; k < NR_TOP; k++)
		free(config->value[k]);
	for (i = 0; i < LKL__CONFIG_INTERFACES; i++) {
		for (k = 0; k < NR_IF; k++)
			free(config->ifs[i].value[k]);
	}
	free(config);
}

const char *lkl_config_error(const struct lkl_config *config)
{
	return config->error;
}

/* Texts may come from anywhere, and be anything. */
int lkl__config_tell(struct lkl_config *config, int err, const char *fmt, ...)
{
	unsigned char *c;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(config->error, sizeof(config->error), fmt, ap);
	va_end(ap);
	for (c = (unsigned char *)config->error; *c; c++) {
		if (*c < ' ' || *c == 0x7f)
			*c = '?';
	}
	return err;
}

int lkl__config_fail(struct lkl_config *config, int err, const char *where,
		     const char *what)
{
	return lkl__config_tell(config, err, "%s: %s", where, what);
}

static int find(const struct lkl__config_key *keys, int nr, const char *name)
{
	int i;

	for (i = 0; i < nr; i++) {
		if (!strcmp(keys[i].name, name))
			return i;
	}
	return -LKL_ENOENT;
}

/* "interfaces.0.ip" or "interfaces[0].ip": the interface, and "ip". */
static int interface_of(const char *key, const char **name)
{
	const char *at = key + strlen(INTERFACES);
	unsigned long nr;
	char *end;

	if (strncmp(key, INTERFACES, strlen(INTERFACES)) ||
	    (*at != '.' && *at != '[') || at[1] < '0' || at[1] > '9')
		return -LKL_ENOENT;
	nr = strtoul(at + 1, &end, 10);
	if (*at == '[' && *end++ != ']')
		return -LKL_ENOENT;
	if (*end != '.')
		return -LKL_ENOENT;
	*name = end + 1;
	return nr < LKL__CONFIG_INTERFACES ? (int)nr : -LKL_E2BIG;
}

/* Where the value of a key is, and what the key is; or -errno. */
static int locate(const struct lkl_config *config, const char *key,
		  char *const **value, const struct lkl__config_key **which,
		  int *interface)
{
	const char *name = key;
	int i;

	*interface = -1;
	i = find(lkl__config_top_keys, NR_TOP, key);
	if (i >= 0) {
		*value = &config->value[i];
		*which = &lkl__config_top_keys[i];
		return 0;
	}
	*interface = interface_of(key, &name);
	if (*interface < 0)
		return *interface;
	i = find(lkl__config_if_keys, NR_IF, name);
	if (i < 0)
		return i;
	*value = &config->ifs[*interface].value[i];
	*which = &lkl__config_if_keys[i];
	return 0;
}

static int wrong_value(struct lkl_config *config, const char *key,
		       const char *value, const char *wanted)
{
	return lkl__config_tell(config, -LKL_EINVAL, "%s: %.60s: not %s", key,
				value, wanted);
}

int lkl_config_set(struct lkl_config *config, const char *key,
		   const char *value)
{
	const struct lkl__config_key *which;
	char *const *old;
	char *copy = NULL;
	int err, interface;

	err = locate(config, key, &old, &which, &interface);
	if (err == -LKL_E2BIG)
		return lkl__config_fail(config, err, key,
					"too many interfaces");
	if (err)
		return lkl__config_fail(config, err, key, "unknown key");
	if (value && which->check(value))
		return wrong_value(config, key, value, which->wanted);
	if (value) {
		copy = strdup(value);
		if (!copy)
			return lkl__config_fail(config, -LKL_ENOMEM, key,
						"out of memory");
	}
	free(*old);
	*(char **)old = copy;
	if (copy && interface >= (int)config->nr_ifs)
		config->nr_ifs = interface + 1;
	return 0;
}

const char *lkl_config_get(const struct lkl_config *config, const char *key)
{
	const struct lkl__config_key *which;
	char *const *value;
	int interface;

	return locate(config, key, &value, &which, &interface) ? NULL : *value;
}
