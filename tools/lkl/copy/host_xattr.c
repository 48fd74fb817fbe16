// SPDX-License-Identifier: GPL-2.0
/*
 * The extended attributes of files of the host.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/xattr.h>

#include "copy/tree_parts.h"

/* /proc/self/fd/NUMBER/NAME */
#define PROC_BYTES	(32 + TREE_NAME_BYTES)

static long result(long ret)
{
	return ret < 0 ? -errno : ret;
}

/*
 * There are no calls for the attributes of a name in a directory; the directory
 * has a path, however, by its descriptor.
 */
static const char *proc_path(char *buf, int at, const char *name)
{
	snprintf(buf, PROC_BYTES, "/proc/self/fd/%d/%s", at, name);
	return buf;
}

static long host_list(int at, const char *name, char *buf, unsigned long bytes)
{
	char path[PROC_BYTES];
	long ret;

	ret = *name ? llistxattr(proc_path(path, at, name), buf, bytes) :
		      flistxattr(at, buf, bytes);
	return ret < 0 && errno == EOPNOTSUPP ? 0 : result(ret);
}

static long host_get(int at, const char *name, const char *xattr, void *buf,
		     unsigned long bytes)
{
	char path[PROC_BYTES];

	if (!*name)
		return result(fgetxattr(at, xattr, buf, bytes));
	return result(lgetxattr(proc_path(path, at, name), xattr, buf, bytes));
}

static int host_set(int at, const char *name, const char *xattr,
		    const void *value, unsigned long bytes)
{
	char path[PROC_BYTES];

	if (!*name)
		return result(fsetxattr(at, xattr, value, bytes, 0));
	return result(lsetxattr(proc_path(path, at, name), xattr, value, bytes,
				0));
}

static int host_remove(int at, const char *name, const char *xattr)
{
	char path[PROC_BYTES];

	if (!*name)
		return result(fremovexattr(at, xattr));
	return result(lremovexattr(proc_path(path, at, name), xattr));
}

const struct tree_xattr_ops host_xattr_ops = {
	.list = host_list,
	.get = host_get,
	.set = host_set,
	.remove = host_remove,
};
