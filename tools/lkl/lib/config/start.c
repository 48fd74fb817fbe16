// SPDX-License-Identifier: GPL-2.0
/*
 * Start a kernel as a configuration says, and stop it.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lkl_boot.h>
#include <lkl_netdev.h>
#include <lkl_sys.h>

#include "config/config.h"
#include "config/observe.h"
#include "host/affinity.h"

static uint64_t number_of(const char *text)
{
	uint64_t value = 0;

	if (text)
		lkl__parse_number(text, UINT64_MAX, &value);
	return value;
}

/* What is no number is no descriptor either; certainly not 0. */
static int descriptor_of(const char *text)
{
	uint64_t fd;

	return text && !lkl__parse_number(text, INT_MAX, &fd) ? (int)fd : -1;
}

static void fill_options(const struct lkl__config_if_values *values,
			 struct lkl_netdev_options *options, uint8_t *mac)
{
	char *const *value = values->value;

	lkl__parse_type(value[IF_TYPE], &options->from);
	options->name = value[IF_PARAM];
	options->forward = value[IF_FORWARD];
	if (options->from == LKL_NETDEV_FD)
		options->fd = descriptor_of(value[IF_PARAM]);
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

/* What boot_cmdline says of the same comes later, and counts. */
static const char *loglevel(const char *debug)
{
	if (!debug)
		return "";
	return number_of(debug) ? "loglevel=8 " : "loglevel=0 ";
}

static int start_kernel(struct lkl_config *config)
{
	const char *cmdline = config->value[TOP_BOOT_CMDLINE];
	const char *memory = config->value[TOP_MEMORY];
	int err;

	err = lkl_start_kernel("%s%s%s%s%s", loglevel(config->value[TOP_DEBUG]),
			       memory ? "mem=" : "", memory ? memory : "",
			       memory ? " " : "", cmdline ? cmdline : "");
	if (err)
		lkl__config_fail(config, err, "lkl_start_kernel",
				 lkl_strerror(err));
	return err;
}

static int start_all(struct lkl_config *config)
{
	unsigned int i;
	int err = 0;

	/* Interfaces of a configuration that runs stay as they are. */
	if (lkl_is_running())
		return lkl__config_fail(config, -LKL_EBUSY, "lkl_start_kernel",
					lkl_strerror(-LKL_EBUSY));
	for (i = 0; !err && i < config->nr_ifs; i++)
		err = open_interface(config, i);
	if (!err)
		err = start_kernel(config);
	if (err) {
		close_interfaces(config);
		return err;
	}
	err = lkl__config_apply(config);
	if (err) {
		lkl__config_capture_end(config);
		lkl_sys_halt();
		close_interfaces(config);
	}
	return err;
}

static void delay(uint64_t usec)
{
	struct __lkl__kernel_timespec ts = {
		.tv_sec = usec / 1000000,
		.tv_nsec = usec % 1000000 * 1000,
	};

	while (lkl_sys_nanosleep(&ts, &ts) == -LKL_EINTR)
		;
}

int lkl_config_start(struct lkl_config *config)
{
	uint64_t single_cpu = number_of(config->value[TOP_SINGLECPU]);
	void *affinity = NULL;
	int err = single_cpu ? lkl__affinity_pin(&affinity) : 0;

	if (err)
		return lkl__config_fail(config, err, "singlecpu",
					lkl_strerror(err));
	err = start_all(config);
	if (affinity && (err || single_cpu == 1))
		lkl__affinity_set(affinity);
	free(affinity);
	if (!err)
		delay(number_of(config->value[TOP_DELAY_MAIN]));
	return err;
}

int lkl_config_stop(struct lkl_config *config)
{
	int err, capture_err;

	lkl__config_dump(config);
	capture_err = lkl__config_capture_end(config);
	if (capture_err)
		lkl__config_fail(config, capture_err, "pcap",
				 lkl_strerror(capture_err));
	err = lkl_sys_halt();
	close_interfaces(config);
	return err ? err : capture_err;
}

int lkl_config_netdev(const struct lkl_config *config, unsigned int nr)
{
	if (nr >= config->nr_ifs || config->ifs[nr].id < 0)
		return -LKL_ENODEV;
	return config->ifs[nr].id;
}
