// SPDX-License-Identifier: GPL-2.0
/*
 * The options that all of the copying programs have.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "copy/report.h"
#include "copy/session.h"

void session_long(struct option *options, unsigned int nr_own)
{
	static const struct option shared[SESSION_LONG_NR] = {
		{ "filesystem-type", required_argument, NULL, 't' },
		{ "partition", required_argument, NULL, 'P' },
		{ "enable-printk", no_argument, NULL, 'p' },
		{ "mount-options", required_argument, NULL,
		  SESSION_MOUNT_OPTIONS },
		{ "mem", required_argument, NULL, SESSION_MEM },
		{ "help", no_argument, NULL, SESSION_HELP },
		{ "version", no_argument, NULL, SESSION_VERSION },
	};

	memcpy(options + nr_own, shared, sizeof(shared));
}

/* "128M", "1G"; without a unit megabytes, as for the kernel of lklfuse. */
static int parse_size(const char *arg, uint64_t *bytes)
{
	static const char units[] = "KMGT";
	const char *unit;
	int shift = 20;
	char *end;

	if (*arg < '0' || *arg > '9')
		return -EINVAL;
	errno = 0;
	*bytes = strtoull(arg, &end, 10);
	if (errno)
		return -errno;
	if (*end) {
		unit = strchr(units, *end & ~0x20);
		if (!unit || !*unit || (end[1] && strcmp(end + 1, "iB")))
			return -EINVAL;
		shift = 10 * (int)(unit - units + 1);
	}
	if (!*bytes || *bytes > UINT64_MAX >> shift)
		return -ERANGE;
	*bytes <<= shift;
	return 0;
}

static int parse_part(const char *arg, unsigned int *part)
{
	unsigned long value;
	char *end;

	if (*arg < '0' || *arg > '9')
		return -EINVAL;
	value = strtoul(arg, &end, 10);
	if (*end || value > INT_MAX)
		return -EINVAL;
	*part = (unsigned int)value;
	return 0;
}

static int refuse(const char *why, const char *arg)
{
	report_usage(why, arg);
	return -EINVAL;
}

int session_option(struct session_options *options, int opt, const char *arg)
{
	switch (opt) {
	case 't':
		options->type = arg;
		return 0;
	case 'P':
		if (parse_part(arg, &options->part))
			return refuse("not a partition number", arg);
		return 0;
	case 'p':
		options->printk = 1;
		return 0;
	case SESSION_MOUNT_OPTIONS:
		options->mount_options = arg;
		return 0;
	case SESSION_MEM:
		if (parse_size(arg, &options->mem_bytes))
			return refuse("not a size such as 128M", arg);
		return 0;
	default:
		return 1;
	}
}

/* Of several letters in one word, the word may not be over yet. */
int session_unknown(const char *shorts, char *argv[])
{
	char letter[3] = { '-', (char)optopt, '\0' };
	int is_letter = optopt > 0 && optopt < 0x7f && !strchr(shorts, optopt);

	return report_usage("unknown option",
			    is_letter ? letter : argv[optind - 1]);
}

void session_version(const char *program)
{
	report_line("%s (Linux kernel library) 1", program);
}
