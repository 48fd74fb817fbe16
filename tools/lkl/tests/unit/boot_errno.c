// SPDX-License-Identifier: GPL-2.0
/*
 * Every error of Linux has a text, whichever its sign.
 */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include <lkl_boot.h>

#include "ktap.h"

#define LAST_ERRNO	133

int main(void)
{
	int i, nr_unknown = 0;

	KTAP_PLAN(4);
	for (i = 0; i <= LAST_ERRNO; i++)
		nr_unknown += !strcmp(lkl_strerror(i), "Unknown error");
	CHECK_EQ(nr_unknown, 2, "all errors but the unused 41 and 58");
	CHECK(lkl_strerror(-ENOENT) == lkl_strerror(ENOENT), "either sign");
	CHECK(!strcmp(lkl_strerror(LAST_ERRNO + 1), "Unknown error"), "no more");
	CHECK(!strcmp(lkl_strerror(INT_MIN), "Unknown error"), "nor less");
	return KTAP_END();
}
