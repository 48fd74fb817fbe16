// SPDX-License-Identifier: GPL-2.0
/*
 * Giving an inode its owner, attributes, permissions and times, in an order in
 * which none of them undoes another, and seeing what it has then.
 */
#include <errno.h>
#include <sys/stat.h>

#include "copy/put.h"

static void lose(struct put *put, enum loss_kind kind, const char *detail)
{
	loss_add(put->loss, kind, put->tree->name, put->path.text, detail);
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

/* What the target refuses is seen by what the inode has then. */
static int is_error(struct put *put, int err)
{
	return err && put_cannot_set(put, NULL, err);
}

/*
 * A change of owner takes set-id bits and capabilities away, attributes change
 * permissions, and everything may change times. Return: whether there was an
 * error, which has been reported.
 */
static int set_all(struct put *put, int at, const char *name,
		   const struct put_inode *inode, struct tree_stat *now)
{
	const struct tree_inode_ops *ops = put->tree->ops->inode;
	uint32_t mode = inode->st.mode & 07777;
	int failed = 0, err;

	if (now->uid != inode->st.uid || now->gid != inode->st.gid) {
		err = ops->set_owner(at, name, inode->st.uid, inode->st.gid);
		failed = is_error(put, err);
		if (err)
			mode &= ~set_id_bits(inode);
		now->mode = ~0U;
	}
	failed |= !!put_drop_inherited(put, at, name, inode);
	if (inode->nr_xattrs || put->options->label) {
		failed |= !!put_xattrs(put, at, name, inode);
		now->mode = ~0U;
	}
	if ((now->mode != inode->st.mode || inode->has_inherited) &&
	    !S_ISLNK(inode->st.mode))
		failed |= is_error(put, ops->set_mode(at, name, mode));
	return failed | is_error(put, ops->set_times(at, name, &inode->st));
}

void put_meta(struct put *put, int at, const char *name,
	      const struct put_inode *inode)
{
	const struct tree_inode_ops *ops = put->tree->ops->inode;
	struct tree_stat now;
	int err;

	err = ops->stat(at, name, &now);
	if (!err && set_all(put, at, name, inode, &now))
		return;
	if (!err)
		err = ops->stat(at, name, &now);
	if (err)
		put_fail(put, err);
	else
		check(put, &inode->st, &now);
}
