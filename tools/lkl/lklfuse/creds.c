// SPDX-License-Identifier: GPL-2.0
/*
 * In whose name the calling thread works inside.
 *
 * Every thread is a task with credentials of its own inside. They are changed
 * only when the next request comes from somebody else.
 */
#include "lklfuse/creds.h"

#include <lkl/linux/capability.h>
#include <lkl/linux/prctl.h>
#include <lkl/linux/securebits.h>

#include "lklfuse/attr.h"

struct creds {
	unsigned int uid, gid, umask;
	/* Capabilities that the user has not. */
	uint64_t without;
};

static __thread struct creds now;

#define CAP(cap)	(1ULL << (cap))

/* A file's new owner does not change what the thread may do. */
int creds_thread(void)
{
	long err;

	now.umask = 022;
	err = lkl_sys_prctl(LKL_PR_SET_SECUREBITS,
			    LKL_SECBIT_NO_SETUID_FIXUP, 0, 0, 0);
	/* A umask of its own. */
	if (!err)
		err = lkl_sys_unshare(LKL_CLONE_FS);
	if (!err)
		lkl_sys_umask(now.umask);
	return err;
}

static void drop_capabilities(uint64_t without)
{
	struct __lkl__user_cap_header_struct head = {
		.version = _LKL_LINUX_CAPABILITY_VERSION_3,
	};
	struct __lkl__user_cap_data_struct data[2];

	if (without == now.without)
		return;
	if (lkl_sys_capget(&head, data))
		return;
	data[0].effective = data[0].permitted & ~(uint32_t)without;
	data[1].effective = data[1].permitted & ~(uint32_t)(without >> 32);
	if (!lkl_sys_capset(&head, data))
		now.without = without;
}

static void take(unsigned int uid, unsigned int gid, uint64_t without)
{
	if (uid != now.uid)
		lkl_sys_setfsuid(uid);
	if (gid != now.gid)
		lkl_sys_setfsgid(gid);
	now.uid = uid;
	now.gid = gid;
	drop_capabilities(without);
}

static uint64_t missing(unsigned int uid, enum creds_for kind)
{
	static const uint64_t more[] = {
		[CREDS_NAMES] = 0,
		[CREDS_DATA] = CAP(LKL_CAP_FSETID),
		[CREDS_LIST] = CAP(LKL_CAP_SYS_ADMIN),
	};

	return uid ? CAP(LKL_CAP_SYS_RESOURCE) | more[kind] : 0;
}

void creds_take(fuse_req_t req, enum creds_for kind)
{
	const struct fuse_ctx *ctx = fuse_req_ctx(req);

	take(ctx->uid, ctx->gid, missing(ctx->uid, kind));
}

/* Once accepted by the host it is data of the file, and of its owner. */
void creds_own(int fd)
{
	struct lkl_statx st;

	if (!attr_fd(fd, &st))
		take(st.stx_uid, st.stx_gid, missing(st.stx_uid, CREDS_NAMES));
}

/*
 * Where everything is shown as one user's, new files get the owner of their
 * directory.
 */
void creds_make(fuse_req_t req, int dirfd)
{
	const struct fuse_ctx *ctx = fuse_req_ctx(req);
	const struct options *opt = fs_of(req)->opt;
	unsigned int uid = ctx->uid, gid = ctx->gid;
	struct lkl_statx st;

	if ((opt->uid >= 0 || opt->gid >= 0) && !attr_fd(dirfd, &st)) {
		uid = opt->uid >= 0 ? st.stx_uid : uid;
		gid = opt->gid >= 0 ? st.stx_gid : gid;
	}
	take(uid, gid, missing(ctx->uid, CREDS_NAMES));
	if (ctx->umask != now.umask) {
		lkl_sys_umask(ctx->umask);
		now.umask = ctx->umask;
	}
}
