// SPDX-License-Identifier: GPL-2.0
/*
 * What the errors of opening an image mean to its user.
 */
#include <errno.h>
#include <sys/statvfs.h>

#include <lkl_boot.h>

#include "copy/console.h"
#include "copy/report.h"
#include "copy/session_error.h"

/* With less than this, the host may have refused to store a block. */
#define LEAST_ROOM	(1U << 20)

void session_open_error(int err, const char *image)
{
	if (err == -EBUSY)
		report_text("in use by another program", "%s", image);
	else if (err == -EINVAL)
		report_text("empty, or not of whole sectors", "%s", image);
	else if (err == -EFBIG)
		report_text("larger than files may be, see ulimit -f", "%s",
			    image);
	else
		report_error(err, "%s", image);
}

void session_boot_error(int err, uint64_t mem)
{
	unsigned long long kib = mem >> 10;

	if (err == -ENOMEM)
		report_text("too little memory, or more than there is, see --mem",
			    "kernel with %llu KiB", kib);
	else if (err == -EFBIG)
		report_text("more memory than files may have, see ulimit -f",
			    "kernel with %llu KiB", kib);
	else if (console_died())
		console_report("start", "");
	else
		report_error(err, "kernel with %llu KiB", kib);
}

static void report_partition(const char *why,
			     const struct session_options *options)
{
	if (options->part)
		report_text(why, "%s: partition %u", options->image,
			    options->part);
	else
		report_text(why, "%s", options->image);
}

/* mount(2) says EINVAL for what is no such file system, and for options. */
static void report_invalid(const struct session_options *options)
{
	const char *type = options->type ? options->type : "";

	if (options->mount_options)
		report_text("not such a file system, or wrong mount options",
			    "%s: %s %s", options->image, type,
			    options->mount_options);
	else if (*type)
		report_text("not a sound file system of this type", "%s: %s",
			    options->image, type);
	else
		report_partition("damaged or truncated file system", options);
}

void session_mount_error(int err, const struct session_options *options)
{
	if (console_died())
		console_report(options->image, "");
	else if (err == -EINVAL)
		report_invalid(options);
	else if (err == -EBADMSG)
		report_partition("damaged file system, a checksum is wrong",
				 options);
	else if (err == -EFBIG)
		session_open_error(err, options->image);
	else if (err == -EMEDIUMTYPE)
		report_partition("no file system that is known", options);
	else if (err == -ENXIO)
		report_partition(options->type ?
				 "no such partition, or none of this type" :
				 "no such partition", options);
	else if (err == -ENOTUNIQ)
		report_partition("several partitions, choose one with -P",
				 options);
	else if (err == -ENODEV && options->type)
		report_text("unknown type of file system", "%s",
			    options->type);
	else if (err == -ENODEV)
		report_partition("a file system that the kernel has no driver for",
				 options);
	else
		report_partition(lkl_strerror(err), options);
}

/* A sparse image grows while it is written. */
static int is_host_full(const char *image)
{
	struct statvfs st;

	return !statvfs(image, &st) &&
	       st.f_bavail < LEAST_ROOM / st.f_frsize;
}

void session_close_error(int err, const char *image)
{
	if (console_died())
		console_report(image, "");
	else if (err == -EIO && is_host_full(image))
		report_text("no space for it on the host, not all was stored",
			    "%s", image);
	else
		report_error(err, "%s", image);
}
