// SPDX-License-Identifier: GPL-2.0
/*
 * The command line of cptofs and cpfromfs.
 */
#include <stdio.h>
#include <string.h>

#include "copy/cp_options.h"
#include "copy/option_values.h"
#include "copy/report.h"

enum {
	OPT_MAP_OWNER = SESSION_OWN,
	OPT_LOSSY,
	OPT_REPRODUCIBLE,
};

#define NR_OWN	8
#define SHORTS	":i:s:o:g:v" SESSION_SHORT

static struct option long_options[NR_OWN + SESSION_LONG_NR] = {
	{ "filesystem-image", required_argument, NULL, 'i' },
	{ "selinux", required_argument, NULL, 's' },
	{ "owner", required_argument, NULL, 'o' },
	{ "group", required_argument, NULL, 'g' },
	{ "map-owner", required_argument, NULL, OPT_MAP_OWNER },
	{ "lossy", no_argument, NULL, OPT_LOSSY },
	{ "reproducible", no_argument, NULL, OPT_REPRODUCIBLE },
	{ "verbose", no_argument, NULL, 'v' },
};

static void print_help(const char *program, int into)
{
	printf("Usage: %s [OPTION]... -i IMAGE SOURCE... TARGET\n", program);
	puts(into ?
	     "Copy files and directories into a file system image." :
	     "Copy files and directories out of a file system image.");
	puts("\n"
"  -i, --filesystem-image=IMAGE  the image, a file or a block device\n"
SESSION_USAGE
"  -o, --owner=USER            owner of all that is copied\n"
"  -g, --group=GROUP           group of all that is copied\n"
"      --map-owner=FILE        owners and groups by the rules in FILE\n"
"  -s, --selinux=LABEL         SELinux label of all that is copied\n"
"      --lossy                 leave out what the target cannot hold\n"
"      --reproducible          the same files give the same image, with the\n"
"                              time of SOURCE_DATE_EPOCH\n"
"  -v, --verbose               show the name of each file\n"
SESSION_USAGE_END);
	puts("The exit status is 1 if something was not copied.");
}

static int parse_epoch(int64_t *epoch)
{
	int ret = option_epoch(epoch);

	if (!ret)
		report_usage("SOURCE_DATE_EPOCH is not set", "--reproducible");
	return ret > 0 ? 0 : 3;
}

static int take_option(struct cp_options *options, int opt, const char *arg)
{
	switch (opt) {
	case 'i':
		options->session.image = arg;
		return 0;
	case 's':
		options->copy.label = arg;
		return 0;
	case 'o':
	case 'g':
		return option_owner(&options->copy.owners, opt == 'g', arg) ?
		       3 : 0;
	case OPT_MAP_OWNER:
		return option_owner_map(&options->copy.owners, arg) ? 3 : 0;
	case OPT_LOSSY:
		options->copy.is_lossy = 1;
		return 0;
	case OPT_REPRODUCIBLE:
		options->session.reproducible = 1;
		return parse_epoch(&options->session.epoch);
	case 'v':
		options->copy.is_verbose = 1;
		return 0;
	default:
		return session_option(&options->session, opt, arg) ? 3 : 0;
	}
}

static int take_operands(struct cp_options *options, int nr, char **operands)
{
	if (!options->session.image)
		return 1 + report_usage("no image given", "-i");
	if (!nr)
		return 1 + report_usage("missing", "source");
	if (nr == 1)
		return 1 + report_usage("missing", "target");
	options->sources = (const char *const *)operands;
	options->copy.nr_sources = (unsigned int)nr - 1;
	options->copy.dest = operands[nr - 1];
	options->copy.is_clamped = options->session.reproducible;
	options->copy.epoch = options->session.epoch;
	/* What only reads may do so at any time. */
	options->session.reproducible &= options->session.write;
	return 0;
}

int cp_parse(struct cp_options *options, const char *program, int into,
	     int argc, char *argv[])
{
	int opt, ret = 0;

	memset(options, 0, sizeof(*options));
	options->session.write = into;
	session_long(long_options, NR_OWN);
	opterr = 0;
	while (!ret && (opt = getopt_long(argc, argv,
					  SHORTS,
					  long_options, NULL)) >= 0) {
		if (opt == SESSION_HELP)
			print_help(program, into);
		if (opt == SESSION_VERSION)
			session_version(program);
		if (opt == SESSION_HELP || opt == SESSION_VERSION)
			return 1;
		if (opt == ':')
			return 1 + report_usage("needs an argument",
						argv[optind - 1]);
		if (opt == '?')
			return 1 + session_unknown(SHORTS, argv);
		ret = take_option(options, opt, optarg);
	}
	return ret ? ret : take_operands(options, argc - optind,
					 argv + optind);
}
