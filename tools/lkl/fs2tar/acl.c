// SPDX-License-Identifier: GPL-2.0
/*
 * Giving the ACLs of an image to libarchive.
 *
 * The value of the xattr is a version, 2, in 32 bits, and for each entry its
 * tag and permissions in 16 bits and an id in 32, all little-endian.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "copy/walk.h"
#include "fs2tar/acl.h"

#define ACCESS	"system.posix_acl_access"
#define DEFAULT	"system.posix_acl_default"

#define HEAD_BYTES	4
#define ENTRY_BYTES	8
#define VERSION		2

static const struct {
	unsigned int kernel;
	int archive;
	int has_id;
} tags[] = {
	{ 0x01, ARCHIVE_ENTRY_ACL_USER_OBJ, 0 },
	{ 0x02, ARCHIVE_ENTRY_ACL_USER, 1 },
	{ 0x04, ARCHIVE_ENTRY_ACL_GROUP_OBJ, 0 },
	{ 0x08, ARCHIVE_ENTRY_ACL_GROUP, 1 },
	{ 0x10, ARCHIVE_ENTRY_ACL_MASK, 0 },
	{ 0x20, ARCHIVE_ENTRY_ACL_OTHER, 0 },
	{ 0, 0, 0 }
};

static uint32_t le(const unsigned char *p, int bytes)
{
	uint32_t value = 0;

	while (bytes--)
		value = value << 8 | p[bytes];
	return value;
}

int acl_is(const struct walk_xattr *xattr)
{
	return !strcmp(xattr->name, ACCESS) || !strcmp(xattr->name, DEFAULT);
}

/*
 * libarchive has ids of 31 bits. A larger one goes by its decimal name, which
 * readers that have more bits take for what it is.
 */
static int add_entry(struct archive_entry *entry, int type,
		     const unsigned char *p)
{
	uint32_t tag = le(p, 2), permissions = le(p + 2, 2), id = le(p + 4, 4);
	char name[16] = "";
	int ret, large;
	int i;

	for (i = 0; tags[i].kernel && tags[i].kernel != tag; i++)
		;
	if (!tags[i].kernel || permissions > 7)
		return -EINVAL;
	large = tags[i].has_id && id > INT_MAX;
	if (large)
		snprintf(name, sizeof(name), "%u", id);
	ret = archive_entry_acl_add_entry(entry, type, permissions,
					  tags[i].archive,
					  tags[i].has_id && !large ? (int)id :
					  -1, name);
	if (ret != ARCHIVE_OK)
		return -ENOMEM;
	return large ? -ERANGE : 0;
}

int acl_add(struct archive_entry *entry, const struct walk_xattr *xattr)
{
	const unsigned char *p = xattr->value, *end = p + xattr->bytes;
	int type = strcmp(xattr->name, DEFAULT) ?
		   ARCHIVE_ENTRY_ACL_TYPE_ACCESS :
		   ARCHIVE_ENTRY_ACL_TYPE_DEFAULT;
	int err, ret = 0;

	if (xattr->bytes < HEAD_BYTES || le(p, HEAD_BYTES) != VERSION ||
	    (xattr->bytes - HEAD_BYTES) % ENTRY_BYTES)
		return -EINVAL;
	for (p += HEAD_BYTES; p < end; p += ENTRY_BYTES) {
		err = add_entry(entry, type, p);
		if (err && err != -ERANGE)
			return err;
		ret = err ? err : ret;
	}
	return ret;
}
