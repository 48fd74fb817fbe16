// SPDX-License-Identifier: GPL-2.0
/*
 * Giving an inode its owner, attributes, permissions and times, in an order in
 * which none of them undoes another, and seeing what it has then.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "copy/put.h"

#define ACL_ACCESS	"system.posix_acl_access"
#define ACL_DEFAULT	"system.posix_acl_default"
#define LABEL		"security.selinux"

void put_prepare(struct put *put, const struct walk_item *item,
		 struct put_inode *inode)
{
	const struct copy_options *options = put->options;
	struct put_level *level = put_level(put);
	struct tree_time *mtime = &inode->st.mtime;

	inode->st = item->st;
	inode->xattrs = item->xattrs;
	inode->nr_xattrs = item->nr_xattrs;
	inode->has_inherited = level && level->has_default;
	owner_apply(&options->owners, &inode->st);
	if (!options->is_clamped)
		return;
	if (mtime->sec >= options->epoch) {
		mtime->sec = options->epoch;
		mtime->nsec = 0;
	}
	inode->st.atime = *mtime;
}

static size_t bytes_of(const struct put_inode *inode)
{
	size_t bytes = inode->nr_xattrs * sizeof(*inode->xattrs);
	unsigned int i;

	for (i = 0; i < inode->nr_xattrs; i++)
		bytes += strlen(inode->xattrs[i].name) + 1 +
			 inode->xattrs[i].bytes;
	return bytes;
}

int put_keep(struct put_inode *inode, void **owned)
{
	struct walk_xattr *xattrs;
	unsigned int i;
	char *to;

	*owned = NULL;
	if (!inode->nr_xattrs)
		return 0;
	xattrs = malloc(bytes_of(inode));
	if (!xattrs)
		return -ENOMEM;
	to = (char *)(xattrs + inode->nr_xattrs);
	for (i = 0; i < inode->nr_xattrs; i++) {
		xattrs[i].bytes = inode->xattrs[i].bytes;
		xattrs[i].value = memcpy(to, inode->xattrs[i].value,
					 xattrs[i].bytes);
		to += xattrs[i].bytes;
		xattrs[i].name = strcpy(to, inode->xattrs[i].name);
		to += strlen(to) + 1;
	}
	inode->xattrs = xattrs;
	*owned = xattrs;
	return 0;
}

static void lose(struct put *put, enum loss_kind kind, const char *detail)
{
	loss_add(put->loss, kind, put->tree->name, put->path.text, detail);
}

static int has_xattr(const struct put_inode *inode, const char *name)
{
	unsigned int i;

	for (i = 0; i < inode->nr_xattrs; i++)
		if (!strcmp(inode->xattrs[i].name, name))
			return 1;
	return 0;
}

/* What came from the directory and not from the source. */
static void drop_inherited(struct put *put, int at, const char *name,
			   const struct put_inode *inode)
{
	struct tree *tree = put->tree;

	if (!inode->has_inherited || S_ISLNK(inode->st.mode))
		return;
	if (!has_xattr(inode, ACL_ACCESS))
		tree->ops->xattr->remove(at, name, ACL_ACCESS);
	if (S_ISDIR(inode->st.mode) && !has_xattr(inode, ACL_DEFAULT))
		tree->ops->xattr->remove(at, name, ACL_DEFAULT);
}

static void set_xattrs(struct put *put, int at, const char *name,
		       const struct put_inode *inode)
{
	const char *label = put->options->label;
	struct tree *tree = put->tree;
	const struct walk_xattr *xattr;
	unsigned int i;

	for (i = 0; i < inode->nr_xattrs; i++) {
		xattr = &inode->xattrs[i];
		if (label && !strcmp(xattr->name, LABEL))
			continue;
		if (tree->ops->xattr->set(at, name, xattr->name,
					  xattr->value, xattr->bytes))
			lose(put, LOSS_XATTR, xattr->name);
	}
	if (label && tree->ops->xattr->set(at, name, LABEL, label,
					  strlen(label)))
		lose(put, LOSS_XATTR, LABEL);
}

static int is_same_time(const struct tree_time *a, const struct tree_time *b)
{
	return a->sec == b->sec && a->nsec == b->nsec;
}

/* Links have the permissions that the file system gives them. */
static void check(struct put *put, const struct tree_stat *want,
		  const struct tree_stat *got)
{
	if (got->uid != want->uid || got->gid != want->gid)
		lose(put, LOSS_OWNER, NULL);
	if (!S_ISLNK(want->mode) && got->mode != want->mode)
		lose(put, LOSS_MODE, NULL);
	if (!is_same_time(&got->mtime, &want->mtime) ||
	    !is_same_time(&got->atime, &want->atime))
		lose(put, LOSS_TIME, NULL);
}

/* What would give the rights of somebody else than intended. */
static uint32_t set_id_bits(const struct put_inode *inode)
{
	return S_ISDIR(inode->st.mode) ? 0 : S_ISUID | S_ISGID;
}

/*
 * A change of owner takes set-id bits and capabilities away, attributes change
 * permissions, and everything may change times. That these calls fail is seen
 * by what the inode has then.
 */
void put_meta(struct put *put, int at, const char *name,
	      const struct put_inode *inode)
{
	const struct tree_inode_ops *ops = put->tree->ops->inode;
	uint32_t mode = inode->st.mode & 07777;
	struct tree_stat now;
	int err;

	err = ops->stat(at, name, &now);
	if (err) {
		put_fail(put, err);
		return;
	}
	if (now.uid != inode->st.uid || now.gid != inode->st.gid) {
		if (ops->set_owner(at, name, inode->st.uid, inode->st.gid))
			mode &= ~set_id_bits(inode);
		now.mode = ~0U;
	}
	drop_inherited(put, at, name, inode);
	if (inode->nr_xattrs || put->options->label) {
		set_xattrs(put, at, name, inode);
		now.mode = ~0U;
	}
	if ((now.mode != inode->st.mode || inode->has_inherited) &&
	    !S_ISLNK(inode->st.mode))
		ops->set_mode(at, name, mode);
	ops->set_times(at, name, &inode->st);
	err = ops->stat(at, name, &now);
	if (err)
		put_fail(put, err);
	else
		check(put, &inode->st, &now);
}
