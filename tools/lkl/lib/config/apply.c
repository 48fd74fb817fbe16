// SPDX-License-Identifier: GPL-2.0
/*
 * Set up inside of the kernel what a configuration says of the whole.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lkl_boot.h>
#include <lkl_fs.h>
#include <lkl_net.h>
#include <lkl_sys.h>

#include "config/config.h"
#include "config/observe.h"

#define LOOPBACK	1

/* An error of a key that is known and has a value that parses. */
static int fail_key(struct lkl_config *config, enum lkl__config_top key,
		    int err)
{
	return lkl__config_fail(config, err, lkl__config_top_keys[key].name,
				lkl_strerror(err));
}

static int apply_sysctl(char *entry, void *arg)
{
	struct lkl_config *config = arg;
	char *value = strchr(entry, '=');
	int err;

	*value++ = '\0';
	err = lkl_sysctl(entry, value);
	return err ? lkl__config_tell(config, err, "sysctl: %.80s: %s", entry,
				      lkl_strerror(err)) : 0;
}

static int apply_route(char *entry, void *arg)
{
	struct lkl__route route;
	int err = lkl__parse_route(entry, &route);

	if (!err)
		err = lkl_add_route(0, route.af, route.dst, route.len,
				    route.gateway, route.table);
	return err ? fail_key(arg, TOP_ROUTE, err) : 0;
}

static int apply_rule(char *entry, void *arg)
{
	struct lkl__rule rule;
	int err = lkl__parse_rule(entry, &rule);

	if (!err)
		err = lkl_add_rule(rule.af, rule.src, rule.len, rule.table,
				   rule.priority);
	return err ? fail_key(arg, TOP_RULE, err) : 0;
}

static int apply_gateways(struct lkl_config *config)
{
	uint8_t addr[16];
	int err = 0;

	if (config->value[TOP_GATEWAY]) {
		lkl__parse_ipv4(config->value[TOP_GATEWAY], addr);
		err = lkl_add_gateway(LKL_AF_INET, addr);
		if (err)
			return fail_key(config, TOP_GATEWAY, err);
	}
	if (config->value[TOP_GATEWAY6]) {
		lkl__parse_ipv6(config->value[TOP_GATEWAY6], addr);
		err = lkl_add_gateway(LKL_AF_INET6, addr);
		if (err)
			return fail_key(config, TOP_GATEWAY6, err);
	}
	return err;
}

/* For lkl_resolve(); libc of the host does not look there. */
static int write_resolver(const char *server)
{
	char line[80];
	long fd, ret;
	int bytes;

	ret = lkl_sys_mkdir("/etc", 0755);
	if (ret && ret != -LKL_EEXIST)
		return ret;
	fd = lkl_sys_open("/etc/resolv.conf", LKL_O_WRONLY | LKL_O_CREAT |
			  LKL_O_TRUNC | LKL_O_CLOEXEC, 0644);
	if (fd < 0)
		return fd;
	bytes = snprintf(line, sizeof(line), "nameserver %s\n", server);
	ret = lkl_sys_write(fd, line, bytes);
	lkl_sys_close(fd);
	return ret == bytes ? 0 : ret < 0 ? ret : -LKL_ENOSPC;
}

static int apply_mounts(const char *types)
{
	char *copy = strdup(types), *rest, *type;
	int err = 0;

	if (!copy)
		return -LKL_ENOMEM;
	for (type = strtok_r(copy, ",;", &rest); type && err >= 0;
	     type = strtok_r(NULL, ",;", &rest))
		err = lkl_mount_fs(type);
	free(copy);
	return err < 0 ? err : 0;
}

static int apply_first(struct lkl_config *config)
{
	int err = 0;

	if (config->value[TOP_PCAP])
		err = lkl__config_capture(config, LKL__CONFIG_INTERFACES, 0,
					  config->value[TOP_PCAP]);
	if (err)
		return fail_key(config, TOP_PCAP, err);
	if (config->value[TOP_MOUNT]) {
		err = apply_mounts(config->value[TOP_MOUNT]);
		if (err)
			return fail_key(config, TOP_MOUNT, err);
	}
	err = lkl_if_up(LOOPBACK);
	if (err)
		return lkl__config_fail(config, err, "lo", lkl_strerror(err));
	return config->value[TOP_SYSCTL] ?
	       lkl__config_each(config->value[TOP_SYSCTL], apply_sysctl,
				config) : 0;
}

static int apply_nftables(struct lkl_config *config)
{
	const char *path = config->value[TOP_NFTABLES];
	char text[sizeof(config->error) / 2];
	int err = lkl_nftables_load(path, text, sizeof(text));

	if (!err)
		return 0;
	/* One line of what may be many. */
	text[strcspn(text, "\n")] = '\0';
	return lkl__config_tell(config, err, "nftables: %.100s: %s", path,
				*text ? text : lkl_strerror(err));
}

static int apply_last(struct lkl_config *config)
{
	int err = apply_gateways(config);

	if (!err && config->value[TOP_ROUTE])
		err = lkl__config_each(config->value[TOP_ROUTE], apply_route,
				       config);
	if (!err && config->value[TOP_RULE])
		err = lkl__config_each(config->value[TOP_RULE], apply_rule,
				       config);
	if (!err && config->value[TOP_NFTABLES])
		err = apply_nftables(config);
	if (err || !config->value[TOP_NAMESERVER])
		return err;
	err = write_resolver(config->value[TOP_NAMESERVER]);
	return err ? fail_key(config, TOP_NAMESERVER, err) : 0;
}

int lkl__config_apply(struct lkl_config *config)
{
	unsigned int i;
	int err = apply_first(config);

	for (i = 0; !err && i < config->nr_ifs; i++)
		err = lkl__config_apply_if(config, i);
	return err ? err : apply_last(config);
}
