/* SPDX-License-Identifier: GPL-2.0 */
/*
 * System calls as functions, with the types and constants they take.
 *
 * lkl_sys_<name>() exists for every system call of the kernel, with the
 * parameters that the kernel declares; see <lkl/asm/syscalls.h>. Each returns
 * what the call returns: a value >= 0, or a negative errno (-LKL_ENOENT).
 * lkl_syscall() says from where they may be called.
 *
 * The kernel has the modern system calls only. Those below have the usual
 * names and parameters of the ones that it left out.
 */
#ifndef _LKL_SYS_H
#define _LKL_SYS_H

#include <stddef.h>

#include <lkl_types.h>
#include <lkl/asm/errno.h>
#include <lkl/asm/fcntl.h>
#include <lkl/asm/ioctls.h>
#include <lkl/asm/mman.h>
#include <lkl/asm/poll.h>
#include <lkl/asm/resource.h>
#include <lkl/asm/signal.h>
#include <lkl/asm/siginfo.h>
#include <lkl/asm/socket.h>
#include <lkl/asm/stat.h>
#include <lkl/asm/statfs.h>
#include <lkl/asm/unistd.h>
#include <lkl/linux/capability.h>
#include <lkl/linux/eventfd.h>
#include <lkl/linux/eventpoll.h>
#include <lkl/linux/falloc.h>
#include <lkl/linux/fcntl.h>
#include <lkl/linux/fs.h>
#include <lkl/linux/futex.h>
#include <lkl/linux/if.h>
#include <lkl/linux/in.h>
#include <lkl/linux/in6.h>
#include <lkl/linux/inotify.h>
#include <lkl/linux/kdev_t.h>
#include <lkl/linux/limits.h>
#include <lkl/linux/mount.h>
#include <lkl/linux/openat2.h>
#include <lkl/linux/reboot.h>
#include <lkl/linux/resource.h>
#include <lkl/linux/sched.h>
#include <lkl/linux/signalfd.h>
#include <lkl/linux/sockios.h>
#include <lkl/linux/stat.h>
#include <lkl/linux/sysinfo.h>
#include <lkl/linux/time.h>
#include <lkl/linux/timerfd.h>
#include <lkl/linux/un.h>
#include <lkl/linux/utsname.h>
#include <lkl/linux/wait.h>
#include <lkl/linux/xattr.h>
#include <lkl/asm/syscalls.h>

#ifdef __cplusplus
extern "C" {
#endif

static inline long lkl_sys_open(const char *path, int flags, int mode)
{
	return lkl_sys_openat(LKL_AT_FDCWD, path, flags, (lkl_umode_t)mode);
}

static inline long lkl_sys_creat(const char *path, int mode)
{
	return lkl_sys_open(path, LKL_O_CREAT | LKL_O_WRONLY | LKL_O_TRUNC,
			    mode);
}

static inline long lkl_sys_access(const char *path, int mode)
{
	return lkl_sys_faccessat(LKL_AT_FDCWD, path, mode);
}

static inline long lkl_sys_chown(const char *path, lkl_uid_t uid, lkl_gid_t gid)
{
	return lkl_sys_fchownat(LKL_AT_FDCWD, path, uid, gid, 0);
}

static inline long lkl_sys_lchown(const char *path, lkl_uid_t uid,
				  lkl_gid_t gid)
{
	return lkl_sys_fchownat(LKL_AT_FDCWD, path, uid, gid,
				LKL_AT_SYMLINK_NOFOLLOW);
}

static inline long lkl_sys_chmod(const char *path, int mode)
{
	return lkl_sys_fchmodat(LKL_AT_FDCWD, path, (lkl_umode_t)mode);
}

static inline long lkl_sys_link(const char *existing, const char *path)
{
	return lkl_sys_linkat(LKL_AT_FDCWD, existing, LKL_AT_FDCWD, path, 0);
}

static inline long lkl_sys_unlink(const char *path)
{
	return lkl_sys_unlinkat(LKL_AT_FDCWD, path, 0);
}

static inline long lkl_sys_symlink(const char *target, const char *path)
{
	return lkl_sys_symlinkat(target, LKL_AT_FDCWD, path);
}

static inline long lkl_sys_readlink(const char *path, char *buf, int size)
{
	return lkl_sys_readlinkat(LKL_AT_FDCWD, path, buf, size);
}

static inline long lkl_sys_renameat(int olddfd, const char *oldpath,
				    int newdfd, const char *newpath)
{
	return lkl_sys_renameat2(olddfd, oldpath, newdfd, newpath, 0);
}

static inline long lkl_sys_rename(const char *oldpath, const char *newpath)
{
	return lkl_sys_renameat(LKL_AT_FDCWD, oldpath, LKL_AT_FDCWD, newpath);
}

static inline long lkl_sys_mkdir(const char *path, int mode)
{
	return lkl_sys_mkdirat(LKL_AT_FDCWD, path, (lkl_umode_t)mode);
}

static inline long lkl_sys_rmdir(const char *path)
{
	return lkl_sys_unlinkat(LKL_AT_FDCWD, path, LKL_AT_REMOVEDIR);
}

static inline long lkl_sys_mknod(const char *path, int mode, unsigned int dev)
{
	return lkl_sys_mknodat(LKL_AT_FDCWD, path, (lkl_umode_t)mode, dev);
}

static inline long lkl_sys_fstatat(int dfd, const char *path,
				   struct lkl_stat *buf, int flags)
{
	return lkl_sys_newfstatat(dfd, path, buf, flags);
}

static inline long lkl_sys_stat(const char *path, struct lkl_stat *buf)
{
	return lkl_sys_newfstatat(LKL_AT_FDCWD, path, buf, 0);
}

static inline long lkl_sys_lstat(const char *path, struct lkl_stat *buf)
{
	return lkl_sys_newfstatat(LKL_AT_FDCWD, path, buf,
				  LKL_AT_SYMLINK_NOFOLLOW);
}

static inline long lkl_sys_pipe(int *fds)
{
	return lkl_sys_pipe2(fds, 0);
}

/* dup3() refuses what dup2() allows: a descriptor onto itself. */
static inline long lkl_sys_dup2(int oldfd, int newfd)
{
	long ret;

	if (oldfd != newfd)
		return lkl_sys_dup3(oldfd, newfd, 0);
	ret = lkl_sys_fcntl(oldfd, LKL_F_GETFD, 0);
	return ret < 0 ? ret : newfd;
}

static inline long lkl_sys_send(int fd, const void *buf, lkl_size_t len,
				int flags)
{
	return lkl_sys_sendto(fd, buf, len, flags, NULL, 0);
}

static inline long lkl_sys_recv(int fd, void *buf, lkl_size_t len, int flags)
{
	return lkl_sys_recvfrom(fd, buf, len, flags, NULL, NULL);
}

static inline long lkl_sys_poll(struct lkl_pollfd *fds, unsigned int nr,
				int timeout_ms)
{
	struct __lkl__kernel_timespec ts;

	ts.tv_sec = timeout_ms / 1000;
	ts.tv_nsec = timeout_ms % 1000 * 1000000L;
	return lkl_sys_ppoll(fds, nr, timeout_ms < 0 ? NULL : &ts, NULL, 0);
}

/* As on Linux, the time that is left is stored in @tv. */
static inline long lkl_sys_select(int nr, lkl_fd_set *rfds, lkl_fd_set *wfds,
				  lkl_fd_set *efds, struct lkl_timeval *tv)
{
	struct __lkl__kernel_timespec ts;
	long ret;

	if (!tv)
		return lkl_sys_pselect6(nr, rfds, wfds, efds, NULL, NULL);
	ts.tv_sec = tv->tv_sec + tv->tv_usec / 1000000;
	ts.tv_nsec = tv->tv_usec % 1000000 * 1000;
	ret = lkl_sys_pselect6(nr, rfds, wfds, efds, &ts, NULL);
	tv->tv_sec = (__lkl__kernel_old_time_t)ts.tv_sec;
	tv->tv_usec = (__lkl__kernel_suseconds_t)(ts.tv_nsec / 1000);
	return ret;
}

static inline long lkl_sys_epoll_create(int size)
{
	return size > 0 ? lkl_sys_epoll_create1(0) : -LKL_EINVAL;
}

static inline long lkl_sys_epoll_wait(int fd, struct lkl_epoll_event *events,
				      int nr, int timeout_ms)
{
	return lkl_sys_epoll_pwait(fd, events, nr, timeout_ms, NULL, 0);
}

static inline long lkl_sys_eventfd(unsigned int count)
{
	return lkl_sys_eventfd2(count, 0);
}

static inline long lkl_sys_inotify_init(void)
{
	return lkl_sys_inotify_init1(0);
}

static inline long lkl_sys_getpgrp(void)
{
	return lkl_sys_getpgid(0);
}

static inline long lkl_sys_pause(void)
{
	return lkl_sys_ppoll(NULL, 0, NULL, NULL, 0);
}

#ifdef __cplusplus
}
#endif

#endif
