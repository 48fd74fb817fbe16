/* SPDX-License-Identifier: GPL-2.0 */
/*
 * POSIX ACLs, from the xattrs that the kernel shows them in.
 */
#ifndef _LKL_FS2TAR_ACL_H
#define _LKL_FS2TAR_ACL_H

struct archive_entry;
struct walk_xattr;

/**
 * acl_is() - whether an extended attribute is a POSIX ACL
 * @xattr: the attribute
 */
int acl_is(const struct walk_xattr *xattr);

/**
 * acl_add() - add an ACL to an entry that has its mode
 * @entry: the entry
 * @xattr: the ACL
 *
 * Return: 0; -ERANGE if there are ids that not all readers of archives know;
 * -EINVAL if it is no ACL; -ENOMEM.
 */
int acl_add(struct archive_entry *entry, const struct walk_xattr *xattr);

#endif
