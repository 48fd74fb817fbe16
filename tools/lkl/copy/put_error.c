// SPDX-License-Identifier: GPL-2.0
/*
 * What cannot be made, and when to give up.
 */
#include <errno.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "copy/console.h"
#include "copy/put.h"
#include "copy/report.h"
#include "copy/reserve.h"
#include "copy/stop.h"

/* With so much left it is not the disk that is full. */
#define ROOM_BYTES	(4 << 20)
/* For an attribute a block is enough. */
#define XATTR_ROOM	(64 << 10)

static int has_room(const struct put *put, int64_t bytes)
{
	return put->tree->ops->room(put->target.at) >= bytes;
}

/* A directory of FAT can be full, and that of a FAT16's root soon is. */
static int is_full(const struct put *put, int err)
{
	return err == -EDQUOT || reserve_is_short(put->tree) ||
	       (err == -ENOSPC && !has_room(put, ROOM_BYTES));
}

/* The last two are damage, which is not to be made worse. */
static int is_fatal(const struct put *put, int err)
{
	return is_full(put, err) || err == -EROFS || err == -EIO ||
	       err == -ENOMEM || err == -EUCLEAN || err == -EBADMSG ||
	       console_died();
}

void put_fail(struct put *put, int err)
{
	/* A signal is reported at the end. */
	if (put->result->is_over || (err == -EINTR && stop_wanted()))
		return;
	if (console_died())
		console_report(put->tree->name, put->path.text);
	else if (err == PUT_IS_KEPT)
		report_text("it is the image", "%s%s", put->tree->name,
			    put->path.text);
	else if (reserve_is_short(put->tree))
		report_text("no space for the image on the host", "%s%s",
			    put->tree->name, put->path.text);
	else
		report_error(err, "%s%s", put->tree->name, put->path.text);
	if (is_fatal(put, err)) {
		put->result->is_over = 1;
		put->result->is_damaged = !is_full(put, err);
		stop_now();
	}
}

static int is_no_type(int err)
{
	return err == -EPERM || err == -EOPNOTSUPP || err == -ENOSYS;
}

static int is_no_name(int err)
{
	return err == -EINVAL || err == -EILSEQ || err == -ENAMETOOLONG ||
	       err == -EOVERFLOW;
}

/* What a file system, or the rights of the user, do not allow. */
static int is_refusal(int err)
{
	return is_no_type(err) || is_no_name(err) || err == -EACCES ||
	       err == -ERANGE || err == -E2BIG || err == -ENOTDIR;
}

/* For an attribute that is too large many say that there is no room. */
int put_cannot_set(struct put *put, const char *xattr, int err)
{
	if (is_refusal(err) ||
	    (xattr && err == -ENOSPC && has_room(put, XATTR_ROOM)))
		return 0;
	put_fail(put, err);
	return err;
}

/* A limit of the process is an error, and none of the target's. */
static int is_limited(const struct put *put)
{
	struct rlimit limit;

	return put->tree->root < 0 && (getrlimit(RLIMIT_FSIZE, &limit) ||
				       limit.rlim_cur != RLIM_INFINITY);
}

void put_cannot_write(struct put *put, int err)
{
	if (err == -EFBIG && !is_limited(put))
		loss_add(put->loss, LOSS_SIZE, put->tree->name, put->path.text,
			 NULL);
	else
		put_fail(put, err);
}

void put_cannot(struct put *put, const struct walk_item *item, int err)
{
	const char *path = put->path.text;

	if (is_no_name(err))
		loss_add(put->loss, LOSS_NAME, put->tree->name, path, NULL);
	else if (is_no_type(err) && !S_ISREG(item->st.mode) &&
		 !S_ISDIR(item->st.mode))
		loss_add(put->loss, LOSS_ENTRY, put->tree->name, path, NULL);
	else
		put_cannot_write(put, err);
}
