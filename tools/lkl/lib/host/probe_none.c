// SPDX-License-Identifier: GPL-2.0
/*
 * Recognize nothing: for hosts without libblkid.
 */
#include <lkl_sys.h>

#include "host/probe.h"

int lkl__probe_type(const struct lkl__probe *disk, char *type)
{
	(void)disk;
	(void)type;
	return -LKL_ENOSYS;
}
