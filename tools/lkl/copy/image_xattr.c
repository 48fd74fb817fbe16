// SPDX-License-Identifier: GPL-2.0
/*
 * The extended attributes of files of an image.
 */
#include <lkl_sys.h>

#include "copy/image_xattr.h"

/*
 * There are no calls for the attributes of a name in a directory, so this goes
 * there; the working directory is that of all threads.
 */
long image_list_xattrs(struct tree *tree, int at, const char *name,
			      char *buf, unsigned long bytes)
{
	long ret;

	(void)tree;
	if (!*name) {
		ret = lkl_sys_flistxattr(at, buf, bytes);
	} else {
		ret = lkl_sys_fchdir(at);
		ret = ret ? ret : lkl_sys_llistxattr(name, buf, bytes);
	}
	return ret == -LKL_EOPNOTSUPP ? 0 : ret;
}

long image_get_xattr(struct tree *tree, int at, const char *name,
			    const char *xattr, void *buf, unsigned long bytes)
{
	long err;

	(void)tree;
	if (!*name)
		return lkl_sys_fgetxattr(at, xattr, buf, bytes);
	err = lkl_sys_fchdir(at);
	return err ? err : lkl_sys_lgetxattr(name, xattr, buf, bytes);
}

int image_set_xattr(struct tree *tree, int at, const char *name,
			   const char *xattr, const void *value,
			   unsigned long bytes)
{
	long err;

	(void)tree;
	if (!*name)
		return lkl_sys_fsetxattr(at, xattr, value, bytes, 0);
	err = lkl_sys_fchdir(at);
	return err ? err : lkl_sys_lsetxattr(name, xattr, value, bytes, 0);
}

int image_remove_xattr(struct tree *tree, int at, const char *name,
			      const char *xattr)
{
	long err;

	(void)tree;
	if (!*name)
		return lkl_sys_fremovexattr(at, xattr);
	err = lkl_sys_fchdir(at);
	return err ? err : lkl_sys_lremovexattr(name, xattr);
}
