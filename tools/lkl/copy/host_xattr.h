/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The extended attributes of files of the host: operations of struct tree_ops.
 */
#ifndef _LKL_COPY_HOST_XATTR_H
#define _LKL_COPY_HOST_XATTR_H

#include "copy/tree.h"

long host_list_xattrs(struct tree *tree, int at, const char *name, char *buf,
		unsigned long bytes);
long host_get_xattr(struct tree *tree, int at, const char *name,
		const char *xattr, void *buf, unsigned long bytes);
int host_set_xattr(struct tree *tree, int at, const char *name,
		const char *xattr, const void *value, unsigned long bytes);
int host_remove_xattr(struct tree *tree, int at, const char *name,
		const char *xattr);

#endif
