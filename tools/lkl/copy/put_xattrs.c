// SPDX-License-Identifier: GPL-2.0
/*
 * Giving an inode its extended attributes, and no others.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "copy/put.h"

#define ACL_ACCESS	"system.posix_acl_access"
#define ACL_DEFAULT	"system.posix_acl_default"
#define LABEL		"security.selinux"

static int has_xattr(const struct put_inode *inode, const char *name)
{
	unsigned int i;

	for (i = 0; i < inode->nr_xattrs; i++)
		if (!strcmp(inode->xattrs[i].name, name))
			return 1;
	return 0;
}

/* Return: 0, or what has been reported. */
static int cannot_set(struct put *put, const char *xattr, int err)
{
	err = put_cannot_set(put, xattr, err);
	if (!err)
		loss_add(put->loss, LOSS_XATTR, put->tree->name,
			 put->path.text, xattr);
	return err;
}

static int drop_xattr(struct put *put, int at, const char *name,
		      const char *xattr)
{
	int err = put->tree->ops->xattr->remove(at, name, xattr);

	return err && err != -ENODATA && err != -EOPNOTSUPP ?
	       cannot_set(put, xattr, err) : 0;
}

int put_drop_inherited(struct put *put, int at, const char *name,
		       const struct put_inode *inode)
{
	int err = 0;

	if (!inode->has_inherited || S_ISLNK(inode->st.mode))
		return 0;
	if (!has_xattr(inode, ACL_ACCESS))
		err = drop_xattr(put, at, name, ACL_ACCESS);
	if (S_ISDIR(inode->st.mode) && !has_xattr(inode, ACL_DEFAULT))
		err |= drop_xattr(put, at, name, ACL_DEFAULT);
	return err;
}

static int set_xattr(struct put *put, int at, const char *name,
		     const char *xattr, const void *value, unsigned long bytes)
{
	int err = put->tree->ops->xattr->set(at, name, xattr, value, bytes);

	put->written_bytes += bytes;
	return err ? cannot_set(put, xattr, err) : 0;
}

int put_xattrs(struct put *put, int at, const char *name,
	       const struct put_inode *inode)
{
	const char *label = put->options->label;
	const struct walk_xattr *xattr;
	unsigned int i;
	int err = 0;

	for (i = 0; i < inode->nr_xattrs; i++) {
		xattr = &inode->xattrs[i];
		if (!label || strcmp(xattr->name, LABEL))
			err |= set_xattr(put, at, name, xattr->name,
					 xattr->value, xattr->bytes);
	}
	if (label)
		err |= set_xattr(put, at, name, LABEL, label, strlen(label));
	return err;
}
