// SPDX-License-Identifier: GPL-2.0
/*
 * A configuration in JSON, where there is no json-c.
 */
#include <lkl_sys.h>

#include "config/config.h"

int lkl_config_load_json(struct lkl_config *config, const char *text,
			 size_t bytes)
{
	(void)text;
	(void)bytes;
	return lkl__config_fail(config, -LKL_ENOSYS, "JSON",
				"the library was built without json-c");
}
