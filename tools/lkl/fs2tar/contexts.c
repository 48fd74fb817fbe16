// SPDX-License-Identifier: GPL-2.0
/*
 * Writing down the SELinux contexts of an image.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "copy/report.h"
#include "copy/tree_stat.h"
#include "copy/walk.h"
#include "fs2tar/contexts.h"

FILE *contexts_open(const char *path, const char *image)
{
	FILE *file;

	if (host_is_same(path, image)) {
		report_text("it is the image", "%s", path);
		return NULL;
	}
	file = fopen(path, "we");
	if (!file)
		report_error(-errno, "%s", path);
	return file;
}

/* A path has one word of a line: blanks in it become octal. */
static void put_path(FILE *file, const char *path)
{
	for (; *path; path++)
		if ((unsigned char)*path <= ' ' || *path == '\\')
			fprintf(file, "\\%03o", (unsigned char)*path);
		else
			putc(*path, file);
}

/* The value may have a terminating zero, or not. */
void contexts_add(FILE *file, const char *path,
		  const struct walk_xattr *xattr)
{
	int len;

	if (!file || strcmp(xattr->name, "security.selinux"))
		return;
	len = strnlen(xattr->value, xattr->bytes);
	put_path(file, *path ? path : "/");
	fprintf(file, " %.*s\n", len, (const char *)xattr->value);
}

int contexts_close(FILE *file, const char *path)
{
	int err = 0;

	if (!file)
		return 0;
	if (fflush(file) || (fsync(fileno(file)) && errno != EINVAL))
		err = -errno;
	if (fclose(file) && !err)
		err = -errno;
	if (err)
		report_error(err, "%s", path);
	return err;
}
