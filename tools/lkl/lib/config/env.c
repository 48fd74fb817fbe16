// SPDX-License-Identifier: GPL-2.0
/*
 * A configuration from files and from the environment.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lkl_sys.h>

#include "config/config.h"
#include "host/posix/cancel.h"

#define FILE_VARIABLE	"LKL_HIJACK_CONFIG_FILE"
#define PREFIX		"LKL_CONFIG_"
#define OLD_PREFIX	"LKL_HIJACK_"
#define FILE_MAX	(1L << 20)
#define KEY_BYTES	80

extern char **environ;

/* What programs for lkl/linux know; IPARAMS and others never had a plural. */
static const struct {
	const char *variable;
	const char *key;
} old_names[] = {
	{ "LKL_HIJACK_NET_IFTYPE", "interfaces.0.type" },
	{ "LKL_HIJACK_NET_IFPARAMS", "interfaces.0.param" },
	{ "LKL_HIJACK_NET_IP", "interfaces.0.ip" },
	{ "LKL_HIJACK_NET_NETMASK_LEN", "interfaces.0.masklen" },
	{ "LKL_HIJACK_NET_IPV6", "interfaces.0.ipv6" },
	{ "LKL_HIJACK_NET_NETMASK6_LEN", "interfaces.0.masklen6" },
	{ "LKL_HIJACK_NET_MAC", "interfaces.0.mac" },
	{ "LKL_HIJACK_NET_MTU", "interfaces.0.mtu" },
	{ "LKL_HIJACK_NET_IFGATEWAY", "interfaces.0.ifgateway" },
	{ "LKL_HIJACK_NET_IFGATEWAY6", "interfaces.0.ifgateway6" },
	{ "LKL_HIJACK_NET_NEIGHBOR", "interfaces.0.neigh" },
	{ "LKL_HIJACK_NET_QDISC", "interfaces.0.qdisc" },
	{ "LKL_HIJACK_OFFLOAD", "interfaces.0.offload" },
	{ "LKL_HIJACK_NET_GATEWAY", "gateway" },
	{ "LKL_HIJACK_NET_GATEWAY6", "gateway6" },
	{ "LKL_HIJACK_NET_NAMESERVER", "nameserver" },
	{ "LKL_HIJACK_SYSCTL", "sysctl" },
	{ "LKL_HIJACK_BOOT_CMDLINE", "boot_cmdline" },
	{ "LKL_HIJACK_MOUNT", "mount" },
	{ "LKL_HIJACK_DEBUG", "debug" },
	{ "LKL_HIJACK_SINGLE_CPU", "singlecpu" },
	{ "LKL_HIJACK_DELAY_MAIN", "delay_main" },
	{ "LKL_HIJACK_DUMP", "dump" },
};

/* The name of the variable or file, before what is wrong there. */
static int in(struct lkl_config *config, const char *where, int err)
{
	char what[sizeof(config->error)];

	if (!err)
		return 0;
	memcpy(what, config->error, sizeof(what));
	what[sizeof(what) - 1] = '\0';
	return lkl__config_fail(config, err, where, what);
}

static int read_all(FILE *file, char **text, size_t *bytes)
{
	*text = malloc(FILE_MAX);
	if (!*text)
		return -LKL_ENOMEM;
	*bytes = fread(*text, 1, FILE_MAX, file);
	if (ferror(file))
		return -errno;
	return *bytes == FILE_MAX ? -LKL_EFBIG : 0;
}

static int load_file(struct lkl_config *config, const char *path)
{
	FILE *file = fopen(path, "re");
	char *text = NULL;
	size_t bytes;
	int err;

	if (!file)
		return lkl__config_fail(config, -errno, path,
					strerror(errno));
	err = read_all(file, &text, &bytes);
	fclose(file);
	if (err)
		lkl__config_fail(config, err, path, strerror(-err));
	else
		err = in(config, path,
			 lkl_config_load_json(config, text, bytes));
	free(text);
	return err;
}

int lkl_config_load_file(struct lkl_config *config, const char *path)
{
	int cancel = lkl__cancel_disable();
	int err = load_file(config, path);

	lkl__cancel_restore(cancel);
	return err;
}

/* LKL_CONFIG_INTERFACES_0_IP is interfaces.0.ip. */
static void key_of(const char *variable, size_t bytes, char *key)
{
	size_t i;

	for (i = 0; i < bytes; i++) {
		key[i] = variable[i];
		if (key[i] >= 'A' && key[i] <= 'Z')
			key[i] |= 32;
	}
	key[bytes] = '\0';
	if (strncmp(key, "interfaces_", 11))
		return;
	key[10] = '.';
	i = 11 + strspn(key + 11, "0123456789");
	if (key[i] == '_')
		key[i] = '.';
}

static bool is_old(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(old_names) / sizeof(*old_names); i++) {
		if (!strcmp(name, old_names[i].variable))
			return true;
	}
	return !strcmp(name, FILE_VARIABLE);
}

/* Old names are read before, in the order of their table. */
static int set_variable(struct lkl_config *config, const char *entry)
{
	const char *value = strchr(entry, '=');
	char key[KEY_BYTES], name[KEY_BYTES];
	size_t prefix = strlen(PREFIX);
	bool old = !strncmp(entry, OLD_PREFIX, strlen(OLD_PREFIX));

	if (!value || (!old && strncmp(entry, PREFIX, prefix)))
		return 0;
	snprintf(name, sizeof(name), "%.*s", (int)(value - entry), entry);
	if (old && is_old(name))
		return 0;
	if (old || (size_t)(value - entry) >= sizeof(name))
		return lkl__config_fail(config, -LKL_ENOENT, name,
					"unknown key");
	key_of(entry + prefix, value - entry - prefix, key);
	return in(config, name, lkl_config_set(config, key, value + 1));
}

int lkl_config_load_env(struct lkl_config *config)
{
	const char *value = getenv(FILE_VARIABLE);
	size_t i;
	int err;

	err = value ? lkl_config_load_file(config, value) : 0;
	for (i = 0; !err && i < sizeof(old_names) / sizeof(*old_names); i++) {
		value = getenv(old_names[i].variable);
		if (value)
			err = in(config, old_names[i].variable,
				 lkl_config_set(config, old_names[i].key,
						value));
	}
	for (i = 0; !err && environ && environ[i]; i++)
		err = set_variable(config, environ[i]);
	return err;
}
