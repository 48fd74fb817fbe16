// SPDX-License-Identifier: GPL-2.0
/*
 * Reading the command line of fs2tar.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "copy/option_values.h"
#include "copy/report.h"
#include "fs2tar/options.h"

enum {
	OPT_FORMAT = SESSION_OWN,
	OPT_COMPRESS,
	OPT_LEVEL,
	OPT_MAP_OWNER,
	OPT_LOSSY,
	OPT_REPRODUCIBLE,
};

#define NR_OWN	10
#define SHORTS	":s:o:g:v" SESSION_SHORT

static struct option long_options[NR_OWN + SESSION_LONG_NR] = {
	{ "selinux-contexts", required_argument, NULL, 's' },
	{ "format", required_argument, NULL, OPT_FORMAT },
	{ "compress", required_argument, NULL, OPT_COMPRESS },
	{ "level", required_argument, NULL, OPT_LEVEL },
	{ "owner", required_argument, NULL, 'o' },
	{ "group", required_argument, NULL, 'g' },
	{ "map-owner", required_argument, NULL, OPT_MAP_OWNER },
	{ "lossy", no_argument, NULL, OPT_LOSSY },
	{ "reproducible", no_argument, NULL, OPT_REPRODUCIBLE },
	{ "verbose", no_argument, NULL, 'v' },
};

static const char usage[] =
"Usage: fs2tar [OPTION]... IMAGE ARCHIVE\n"
"Write the files of a file system image into an archive.\n"
"\n"
SESSION_USAGE
"  -s, --selinux-contexts=FILE  write paths and their SELinux contexts to FILE\n"
"      --format=FORMAT         pax, gnutar, ustar or cpio\n"
"      --compress=METHOD       none, gzip, bzip2, xz, zstd, lz4, lzip or lzma\n"
"      --level=NUMBER          effort of the compression\n"
"  -o, --owner=USER            owner of all members\n"
"  -g, --group=GROUP           group of all members\n"
"      --map-owner=FILE        owners and groups by the rules in FILE\n"
"      --lossy                 leave out what the format cannot hold\n"
"      --reproducible          no access times, and no time that is later than\n"
"                              SOURCE_DATE_EPOCH\n"
"  -v, --verbose               show the name of each member\n"
SESSION_USAGE_END
"FORMAT and METHOD are by default those of the suffix of ARCHIVE, which may be -\n"
"for standard output. An exit status of 1 says that something is not in the\n"
"archive, 2 that the command line is wrong.\n";

static int bad(const char *why, const char *what)
{
	report_usage(why, what);
	return -EINVAL;
}

/* It is set in many environments that want nothing reproduced. */
static int parse_epoch(struct options *o)
{
	int ret = option_epoch(&o->epoch);

	o->reproducible = 1;
	o->has_epoch = ret > 0;
	return ret < 0 ? ret : 0;
}

static int take_option(struct options *o, int opt, const char *arg)
{
	switch (opt) {
	case 's':
		o->contexts = arg;
		return 0;
	case 'v':
		o->verbose = 1;
		return 0;
	case 'o':
	case 'g':
		return option_owner(&o->owners, opt == 'g', arg);
	case OPT_MAP_OWNER:
		return option_owner_map(&o->owners, arg);
	case OPT_FORMAT:
		o->format = arg;
		return 0;
	case OPT_COMPRESS:
		o->compression = arg;
		return 0;
	case OPT_LEVEL:
		o->level = arg;
		return 0;
	case OPT_LOSSY:
		o->lossy = 1;
		return 0;
	case OPT_REPRODUCIBLE:
		return parse_epoch(o);
	default:
		return session_option(&o->session, opt, arg);
	}
}

static int take_operands(struct options *o, int nr, char **operands)
{
	if (!nr)
		return bad("missing", "image");
	if (nr == 1)
		return bad("missing", "archive");
	if (nr > 2)
		return bad("one too many", operands[2]);
	o->session.image = operands[0];
	o->archive = operands[1];
	return 0;
}

int options_parse(struct options *o, int argc, char *argv[])
{
	int opt, err = 0;

	memset(o, 0, sizeof(*o));
	session_long(long_options, NR_OWN);
	opterr = 0;
	while (!err && (opt = getopt_long(argc, argv, SHORTS,
					  long_options, NULL)) >= 0) {
		if (opt == SESSION_HELP)
			fputs(usage, stdout);
		if (opt == SESSION_VERSION)
			session_version("fs2tar");
		if (opt == SESSION_HELP || opt == SESSION_VERSION)
			return 1;
		if (opt == ':')
			return bad("needs an argument", argv[optind - 1]);
		if (opt == '?') {
			session_unknown(SHORTS, argv);
			return -EINVAL;
		}
		err = take_option(o, opt, optarg);
	}
	return err ? err : take_operands(o, argc - optind, argv + optind);
}
