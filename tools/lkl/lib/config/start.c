// SPDX-License-Identifier: GPL-2.0
/*
 * Start a kernel as a configuration says, and stop it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lkl_boot.h>
#include <lkl_netdev.h>
#include <lkl_sys.h>

#include "config/config.h"

static uint64_t number_of(const char *text)
{
	uint64_t value = 0;

	if (text)
		lkl__parse_number(text, UINT64_MAX, &value);
	return value;
}

static void fill_options(const struct lkl__config_if_values *values,
			 struct lkl_netdev_options *options, uint8_t *mac)
{
	char *const *value = values->value;

	lkl__parse_type(value[IF_TYPE], &options->from);
	options->name = value[IF_PARAM];
	options->forward = value[IF_FORWARD];
	if (options->from == LKL_NETDEV_FD)
		options->fd = number_of(value[IF_PARAM]);
	if (value[IF_MAC] && !lkl__parse_mac(value[IF_MAC], mac))
		options->mac = mac;
	options->mtu = number_of(value[IF_MTU]);
	options->nr_queues = number_of(value[IF_QUEUES]);
	options->vnet_hdr = number_of(value[IF_VNET_HDR]);
	if (value[IF_OFFLOAD])
		options->no_offload = ~number_of(value[IF_OFFLOAD]);
}

static int open_interface(struct lkl_config *config, unsigned int nr)
{
	struct lkl__config_if_values *values = &config->ifs[nr];
	struct lkl_netdev_options options = { .size = sizeof(options) };
	char where[32];
	uint8_t mac[6];
	int id;

	snprintf(where, sizeof(where), "interfaces[%u]", nr);
	if (!values->value[IF_TYPE])
		return lkl__config_fail(config, -LKL_EINVAL, where,
					"no type");
	fill_options(values, &options, mac);
	id = lkl_netdev_open(&options);
	if (id < 0)
		return lkl__config_fail(config, id, where, lkl_strerror(id));
	values->id = id;
	return 0;
}

static void close_interfaces(struct lkl_config *config)
{
	unsigned int i;

	for (i = 0; i < config->nr_ifs; i++) {
		if (config->ifs[i].id >= 0)
			lkl_netdev_close(config->ifs[i].id);
		config->ifs[i].id = -1;
	}
}

static int start_kernel(struct lkl_config *config)
{
	const char *cmdline = config->value[TOP_BOOT_CMDLINE];
	const char *memory = config->value[TOP_MEMORY];
	int err;

	err = lkl_start_kernel("%s%s%s%s", memory ? "mem=" : "",
			       memory ? memory : "", memory ? " " : "",
			       cmdline ? cmdline : "");
	if (err)
		lkl__config_fail(config, err, "lkl_start_kernel",
				 lkl_strerror(err));
	return err;
}

int lkl_config_start(struct lkl_config *config)
{
	unsigned int i;
	int err = 0;

	for (i = 0; !err && i < config->nr_ifs; i++)
		err = open_interface(config, i);
	if (!err)
		err = start_kernel(config);
	if (err) {
		close_interfaces(config);
		return err;
	}
	err = lkl__config_apply(config);
	if (err)
		lkl_config_stop(config);
	return err;
}

int lkl_config_stop(struct lkl_config *config)
{
	int err = lkl_sys_halt();

	close_interfaces(config);
	return err;
}

int lkl_config_netdev(const struct lkl_config *config, unsigned int nr)
{
	if (nr >= config->nr_ifs || config->ifs[nr].id < 0)
		return -LKL_ENODEV;
	return config->ifs[nr].id;
}
