// SPDX-License-Identifier: GPL-2.0
/*
 * The words of the command line; the list behind -o is read elsewhere.
 */
#include "lklfuse/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lkl/linux/version.h>

#include "lklfuse/report.h"

enum { OPT_WAIT = 256 };

static const struct option words[] = {
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ "wait", no_argument, NULL, OPT_WAIT },
	{ NULL, 0, NULL, 0 }
};

static int usage_error(const char *what, const char *why)
{
	complain(what, "%s; see lklfuse --help", why);
	return EXIT_USAGE;
}

static void set_defaults(struct options *opt)
{
	memset(opt, 0, sizeof(*opt));
	opt->workers = 4;
	opt->uid = -1;
	opt->gid = -1;
}

static void print_version(void)
{
	printf("lklfuse, Linux %d.%d.%d\n", LKL_LINUX_VERSION_MAJOR,
	       LKL_LINUX_VERSION_PATCHLEVEL, LKL_LINUX_VERSION_SUBLEVEL);
}

static int word(struct options *opt, int c, char *argv[])
{
	switch (c) {
	case 'f':
		opt->foreground = true;
		return -1;
	case 'd':
		opt->foreground = true;
		opt->debug = true;
		return -1;
	case 's':	/* one thread; mount(8) helpers pass it on */
		opt->workers = 1;
		return -1;
	case 'o':
		return options_mount(opt, optarg) ? EXIT_USAGE : -1;
	case OPT_WAIT:
		opt->wait = true;
		return -1;
	case 'h':
		options_help();
		return 0;
	case 'V':
		print_version();
		return 0;
	default:
		return usage_error(argv[optind - 1], "no such option");
	}
}

static int add_image(struct options *opt, const char *path)
{
	if (opt->nr_images == MAX_IMAGES)
		return usage_error(path, "too many images");
	opt->images[opt->nr_images++] = path;
	return -1;
}

/* Images of the list come after those of the command line. */
static int take_images(struct options *opt, char *argv[], int nr)
{
	const char *listed[MAX_IMAGES];
	int nr_listed = opt->nr_images, i, ret = -1;

	memcpy(listed, opt->images, sizeof(listed));
	opt->nr_images = 0;
	for (i = 0; i < nr && ret < 0; i++)
		ret = add_image(opt, argv[i]);
	for (i = 0; i < nr_listed && ret < 0; i++)
		ret = add_image(opt, listed[i]);
	return ret;
}

int options_parse(struct options *opt, int argc, char *argv[])
{
	int c, ret;

	set_defaults(opt);
	opterr = 0;
	while ((c = getopt_long(argc, argv, "fdsho:V", words, NULL)) != -1) {
		ret = word(opt, c, argv);
		if (ret >= 0)
			return ret;
	}
	argc -= optind;
	argv += optind;
	if (opt->wait)
		opt->mountpoint = argc == 1 ? argv[0] : NULL;
	else if (argc >= 2)
		opt->mountpoint = argv[argc - 1];
	if (!opt->mountpoint)
		return usage_error("command line", opt->wait ?
				   "expected one mount point" :
				   "expected an image and a mount point");
	return opt->wait ? -1 : take_images(opt, argv, argc - 1);
}
