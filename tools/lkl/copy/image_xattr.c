// SPDX-License-Identifier: GPL-2.0
/*
 * The extended attributes of files of an image.
 */
#include <lkl_sys.h>

#include "copy/tree_parts.h"

/*
 * There are no calls for the attributes of a name in a directory, so this goes
 * there; the working directory is that of all threads.
 */
static long image_list(int at, const char *name, char *buf, unsigned long bytes)
{
	long ret;

	if (!*name) {
		ret = lkl_sys_flistxattr(at, buf, bytes);
	} else {
		ret = lkl_sys_fchdir(at);
		ret = ret ? ret : lkl_sys_llistxattr(name, buf, bytes);
	}
	return ret == -LKL_EOPNOTSUPP ? 0 : ret;
}

static long image_get(int at, const char *name, const char *xattr, void *buf,
		      unsigned long bytes)
{
	long err;

	if (!*name)
		return lkl_sys_fgetxattr(at, xattr, buf, bytes);
	err = lkl_sys_fchdir(at);
	return err ? err : lkl_sys_lgetxattr(name, xattr, buf, bytes);
}

static int image_set(int at, const char *name, const char *xattr,
		     const void *value, unsigned long bytes)
{
	long err;

	if (!*name)
		return lkl_sys_fsetxattr(at, xattr, value, bytes, 0);
	err = lkl_sys_fchdir(at);
	return err ? err : lkl_sys_lsetxattr(name, xattr, value, bytes, 0);
}

static int image_remove(int at, const char *name, const char *xattr)
{
	long err;

	if (!*name)
		return lkl_sys_fremovexattr(at, xattr);
	err = lkl_sys_fchdir(at);
	return err ? err : lkl_sys_lremovexattr(name, xattr);
}

const struct tree_xattr_ops image_xattr_ops = {
	.list = image_list,
	.get = image_get,
	.set = image_set,
	.remove = image_remove,
};
