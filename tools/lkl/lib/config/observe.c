// SPDX-License-Identifier: GPL-2.0
/*
 * Show what a configuration wants to see: packets, and files at the end.
 */
#include <stdlib.h>
#include <string.h>

#include <lkl_boot.h>
#include <lkl_pcap.h>
#include <lkl_sys.h>

#include "config/config.h"
#include "config/observe.h"

int lkl__config_capture(struct lkl_config *config, unsigned int nr,
			int ifindex, const char *path)
{
	struct lkl_pcap_options options = {
		.size = sizeof(options),
		.ifindex = ifindex,
		.path = path,
	};

	return lkl_pcap_open(&options, &config->pcap[nr]);
}

int lkl__config_capture_end(struct lkl_config *config)
{
	unsigned int nr;
	int err, first = 0;

	for (nr = 0; nr <= LKL__CONFIG_INTERFACES; nr++) {
		err = lkl_pcap_close(config->pcap[nr], NULL);
		config->pcap[nr] = NULL;
		if (!first)
			first = err;
	}
	return first;
}

static long print_file(const char *path)
{
	char data[4096];
	long fd, bytes;

	fd = lkl_sys_open(path, LKL_O_RDONLY | LKL_O_CLOEXEC, 0);
	if (fd < 0)
		return fd;
	while ((bytes = lkl_sys_read(fd, data, sizeof(data))) > 0)
		lkl_printf("%.*s", (int)bytes, data);
	lkl_sys_close(fd);
	return bytes;
}

void lkl__config_dump(const struct lkl_config *config)
{
	const char *list = config->value[TOP_DUMP];
	char *copy = list ? strdup(list) : NULL, *rest, *path;
	long err;

	for (path = copy ? strtok_r(copy, ",;", &rest) : NULL; path;
	     path = strtok_r(NULL, ",;", &rest)) {
		lkl_printf("%s:\n", path);
		err = print_file(path);
		if (err)
			lkl_printf("%s: %s\n", path, lkl_strerror(err));
	}
	free(copy);
}
