// SPDX-License-Identifier: GPL-2.0
/*
 * Values of options that several of the programs have.
 */
#include <errno.h>
#include <stdlib.h>

#include "copy/option_values.h"
#include "copy/report.h"

int option_owner(struct owner_map *owners, int is_group, const char *arg)
{
	if (!owner_all(owners, is_group, arg))
		return 0;
	report_usage(is_group ? "no such group" : "no such user", arg);
	return -EINVAL;
}

int option_owner_map(struct owner_map *owners, const char *path)
{
	unsigned int line;
	int err;

	err = owner_read(owners, path, &line);
	if (err == -EINVAL)
		report_text("not a rule such as \"u 1000 0\"", "%s, line %u",
			    path, line);
	else if (err)
		report_error(err, "%s", path);
	return err;
}

int option_epoch(int64_t *epoch)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	char *end;

	if (!text)
		return 0;
	errno = 0;
	*epoch = strtoll(text, &end, 10);
	if (!errno && end != text && !*end && *epoch >= 0 &&
	    *epoch <= INT64_MAX / 1000000000)
		return 1;
	report_usage("not a number of seconds", "SOURCE_DATE_EPOCH");
	return -EINVAL;
}
