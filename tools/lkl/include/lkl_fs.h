/* SPDX-License-Identifier: GPL-2.0 */
/*
 * File systems inside the kernel: mounting them, reading their directories.
 *
 * Errors are negative Linux errno values. Everything needs a running kernel.
 */
#ifndef _LKL_FS_H
#define _LKL_FS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * lkl_mount_dev() - mount a file system of a disk
 * @disk_id: from lkl_disk_add() or lkl_disk_open()
 * @part: number of a partition, or 0 for the whole disk; if the disk then
 *	holds a partition table, the only partition with a file system (of
 *	@fs_type, if that is given)
 * @fs_type: such as "ext4"; NULL or "" to have it recognized
 * @flags: LKL_MS_*
 * @opts: mount options of the file system, or NULL
 * @mnt: set to the mount point, /mnt/ with a number
 * @mnt_len: size of @mnt in bytes, 32 is enough
 *
 * ext4 gets the option noinit_itable unless @opts has init_itable: a mount
 * would else write zeros over all of the inode tables of a fresh image.
 *
 * A file system that is damaged is mounted read-only and without replay of its
 * journal, and so stays as it is: an ext4 that is marked as having errors, and
 * one that its driver refuses to mount for writing because of damage. Writing
 * to it fails with -LKL_EROFS; lkl_sys_statfs() shows LKL_MS_RDONLY in f_flags.
 * Its device is read-only, too, until lkl_umount_dev(). One that is too damaged
 * for that stays as it is as well.
 * Damage that mounting does not find is an error (-LKL_EUCLEAN, -LKL_EBADMSG)
 * of the calls that do; an ext4 that is mounted for writing is not touched from
 * then on (-LKL_EIO), unless @opts has errors=.
 *
 * Return: 0; -ENODEV if there is no such disk or the kernel does not know
 * @fs_type; -ENXIO if there is no such partition, or none with @fs_type;
 * -EMEDIUMTYPE if no file system is recognized, or several on top of each
 * other; -ENOTUNIQ if several partitions have one; -EINVAL if it is not a
 * @fs_type, or @opts are wrong; -EUCLEAN if it is too damaged to be mounted;
 * -EBUSY if it is mounted; -ENAMETOOLONG if @mnt_len is too small; -EFBIG if
 * recognition is needed and RLIMIT_FSIZE is less than the disk; -ENOSYS if
 * recognition is needed but the library was built without libblkid; what else
 * mount(2) returns.
 */
long lkl_mount_dev(unsigned int disk_id, unsigned int part,
		   const char *fs_type, int flags, const char *opts,
		   char *mnt, unsigned int mnt_len);

/**
 * lkl_umount_dev() - unmount what lkl_mount_dev() mounted
 * @disk_id: as there
 * @part: as there
 * @flags: LKL_MNT_*
 * @timeout_ms: how long to try while files are open; 0 or less: try once
 *
 * Return: 0: all that was written is in stable storage; -EBUSY if files are
 * open; an error of what had not been written yet (-EIO, -ENOSPC, ...), or
 * -EUCLEAN if an ext4 has found damage meanwhile, in which cases it is
 * unmounted nevertheless; what else umount(2) returns.
 */
long lkl_umount_dev(unsigned int disk_id, unsigned int part, int flags,
		    long timeout_ms);

/**
 * lkl_mount_blkdev() - mount a file system of any block device
 * @dev: number of the device, as mknod() takes it
 * @fs_type: as for lkl_mount_dev()
 * @flags: as for lkl_mount_dev()
 * @opts: as for lkl_mount_dev()
 * @mnt: as for lkl_mount_dev()
 * @mnt_len: as for lkl_mount_dev()
 *
 * Return: as lkl_mount_dev().
 */
long lkl_mount_blkdev(unsigned int dev, const char *fs_type, int flags,
		      const char *opts, char *mnt, unsigned int mnt_len);

/**
 * lkl_umount_blkdev() - unmount what lkl_mount_blkdev() mounted
 * @dev: as there
 * @flags: as for lkl_umount_dev()
 * @timeout_ms: as for lkl_umount_dev()
 *
 * Return: as lkl_umount_dev().
 */
long lkl_umount_blkdev(unsigned int dev, int flags, long timeout_ms);

/**
 * lkl_umount_timeout() - unmount a mount point
 * @path: the mount point
 * @flags: as for lkl_umount_dev()
 * @timeout_ms: as for lkl_umount_dev()
 *
 * Return: as lkl_umount_dev().
 */
long lkl_umount_timeout(char *path, int flags, long timeout_ms);

/**
 * lkl_mount_fs() - mount a file system that needs no device
 * @fstype: such as "proc"; the mount point is "/" with this name
 *
 * Return: 0, 1 if it was mounted before, or -errno.
 */
int lkl_mount_fs(const char *fstype);

/**
 * lkl_recognize() - find out the type of the file system on a block device
 * @dev: number of the device, as mknod() takes it
 * @type: set to the name that mount() takes
 * @type_len: size of @type in bytes, 32 is enough
 *
 * Return: 0; -EMEDIUMTYPE if there is none that is known; -ENOTDIR if there is
 * a partition table; -ENAMETOOLONG if @type_len is too small; -ENOSYS if the
 * library was built without libblkid; an error of reading the device.
 */
int lkl_recognize(unsigned int dev, char *type, unsigned int type_len);

/**
 * lkl_encode_dev_from_sysfs() - read the number of a device
 * @path: file that holds it, such as "/sys/block/vda/vda1/dev"
 * @dev: set to the number, as mknod() takes it
 *
 * Return: 0; -EINVAL if the file holds something else; -errno.
 */
int lkl_encode_dev_from_sysfs(const char *path, uint32_t *dev);

/** struct lkl_dir - an open directory */
struct lkl_dir;
struct lkl_linux_dirent64;

/**
 * lkl_opendir() - open a directory
 * @path: its name
 * @err: if not NULL, set to 0 or -errno
 *
 * Return: the directory, for one thread at a time, or NULL.
 */
struct lkl_dir *lkl_opendir(const char *path, int *err);

/**
 * lkl_fdopendir() - read a directory by its descriptor
 * @fd: the descriptor; closed by lkl_closedir()
 * @err: if not NULL, set to 0 or -errno
 *
 * Return: the directory, or NULL; @fd then stays the caller's.
 */
struct lkl_dir *lkl_fdopendir(int fd, int *err);

/**
 * lkl_readdir() - read the next entry
 * @dir: the directory
 *
 * Return: the entry, valid until the next call for @dir; NULL at the end, or
 * on an error, see lkl_errdir().
 */
struct lkl_linux_dirent64 *lkl_readdir(struct lkl_dir *dir);

/**
 * lkl_rewinddir() - start from the first entry again
 * @dir: the directory
 */
void lkl_rewinddir(struct lkl_dir *dir);

/**
 * lkl_errdir() - why lkl_readdir() returned NULL
 * @dir: the directory
 *
 * Return: 0 at the end of the directory, or -errno.
 */
int lkl_errdir(struct lkl_dir *dir);

/**
 * lkl_dirfd() - the descriptor of a directory
 * @dir: the directory
 *
 * Return: the descriptor; it stays @dir's.
 */
int lkl_dirfd(struct lkl_dir *dir);

/**
 * lkl_closedir() - close a directory
 * @dir: the directory
 *
 * Return: 0, or -errno.
 */
int lkl_closedir(struct lkl_dir *dir);

/**
 * lkl_set_fd_limit() - allow more open files
 * @fd_limit: how many descriptors the program may have in the kernel
 *
 * Return: 0; -EPERM if it is more than the sysctl fs.nr_open.
 */
int lkl_set_fd_limit(unsigned int fd_limit);

/**
 * lkl_sysctl() - set a variable of the kernel
 * @path: its name, such as "net.ipv4.ip_forward"; if it has a "/", dots are
 *	parts of names
 * @value: its value
 *
 * Mounts /proc if it is not there.
 * Return: 0; -ENOENT if there is no such variable; -EINVAL if @value is not
 * one of its; -errno.
 */
int lkl_sysctl(const char *path, const char *value);

/**
 * lkl_sysctl_list() - set several variables of the kernel
 * @list: "name=value;name=value"
 *
 * Return: 0, or the first error; the others are set nevertheless.
 */
int lkl_sysctl_list(const char *list);

/**
 * lkl_sysctl_parse_write() - lkl_sysctl_list() that does not tell of errors
 * @list: as there
 */
void lkl_sysctl_parse_write(const char *list);

#ifdef __cplusplus
}
#endif

#endif
