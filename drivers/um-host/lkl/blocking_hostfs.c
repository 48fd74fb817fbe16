// SPDX-License-Identifier: GPL-2.0
/*
 * Folders of the host, used without the CPU.
 */
#include <linux/fs.h>
#include <linux/types.h>

#include "../../../fs/hostfs/hostfs.h"
#include "blocking.h"

UM_BLOCKING_NAMES(stat_file);
UM_BLOCKING_NAMES(access_file);
UM_BLOCKING_NAMES(open_file);
UM_BLOCKING_NAMES(open_dir);
UM_BLOCKING_NAMES(seek_dir);
UM_BLOCKING_NAMES(read_dir);
UM_BLOCKING_NAMES(close_file);
UM_BLOCKING_NAMES(replace_file);
UM_BLOCKING_NAMES(close_dir);
UM_BLOCKING_NAMES(read_file);
UM_BLOCKING_NAMES(write_file);
UM_BLOCKING_NAMES(lseek_file);
UM_BLOCKING_NAMES(fsync_file);
UM_BLOCKING_NAMES(file_create);
UM_BLOCKING_NAMES(set_attr);
UM_BLOCKING_NAMES(make_symlink);
UM_BLOCKING_NAMES(unlink_file);
UM_BLOCKING_NAMES(do_mkdir);
UM_BLOCKING_NAMES(hostfs_do_rmdir);
UM_BLOCKING_NAMES(do_mknod);
UM_BLOCKING_NAMES(link_file);
UM_BLOCKING_NAMES(hostfs_do_readlink);
UM_BLOCKING_NAMES(rename_file);
UM_BLOCKING_NAMES(rename2_file);
UM_BLOCKING_NAMES(do_statfs);

int __wrap_stat_file(const char *path, struct hostfs_stat *p, int fd)
{
	return um_blocking(__real_stat_file, path, p, fd);
}

int __wrap_access_file(char *path, int r, int w, int x)
{
	return um_blocking(__real_access_file, path, r, w, x);
}

int __wrap_open_file(char *path, int r, int w, int append)
{
	return um_blocking(__real_open_file, path, r, w, append);
}

void *__wrap_open_dir(char *path, int *err_out)
{
	return um_blocking(__real_open_dir, path, err_out);
}

void __wrap_seek_dir(void *stream, unsigned long long pos)
{
	um_blocking(__real_seek_dir, stream, pos);
}

char *__wrap_read_dir(void *stream, unsigned long long *pos_out,
		      unsigned long long *ino_out, int *len_out,
		      unsigned int *type_out)
{
	return um_blocking(__real_read_dir, stream, pos_out, ino_out, len_out,
			   type_out);
}

void __wrap_close_file(void *stream)
{
	um_blocking(__real_close_file, stream);
}

int __wrap_replace_file(int oldfd, int fd)
{
	return um_blocking(__real_replace_file, oldfd, fd);
}

void __wrap_close_dir(void *stream)
{
	um_blocking(__real_close_dir, stream);
}

int __wrap_read_file(int fd, unsigned long long *offset, char *buf, int len)
{
	return um_blocking(__real_read_file, fd, offset, buf, len);
}

int __wrap_write_file(int fd, unsigned long long *offset, const char *buf,
		      int len)
{
	return um_blocking(__real_write_file, fd, offset, buf, len);
}

int __wrap_lseek_file(int fd, long long offset, int whence)
{
	return um_blocking(__real_lseek_file, fd, offset, whence);
}

int __wrap_fsync_file(int fd, int datasync)
{
	return um_blocking(__real_fsync_file, fd, datasync);
}

int __wrap_file_create(char *name, int mode)
{
	return um_blocking(__real_file_create, name, mode);
}

int __wrap_set_attr(const char *file, struct hostfs_iattr *attrs, int fd)
{
	return um_blocking(__real_set_attr, file, attrs, fd);
}

int __wrap_make_symlink(const char *from, const char *to)
{
	return um_blocking(__real_make_symlink, from, to);
}

int __wrap_unlink_file(const char *file)
{
	return um_blocking(__real_unlink_file, file);
}

int __wrap_do_mkdir(const char *file, int mode)
{
	return um_blocking(__real_do_mkdir, file, mode);
}

int __wrap_hostfs_do_rmdir(const char *file)
{
	return um_blocking(__real_hostfs_do_rmdir, file);
}

int __wrap_do_mknod(const char *file, int mode, unsigned int major,
		    unsigned int minor)
{
	return um_blocking(__real_do_mknod, file, mode, major, minor);
}

int __wrap_link_file(const char *to, const char *from)
{
	return um_blocking(__real_link_file, to, from);
}

int __wrap_hostfs_do_readlink(char *file, char *buf, int size)
{
	return um_blocking(__real_hostfs_do_readlink, file, buf, size);
}

int __wrap_rename_file(char *from, char *to)
{
	return um_blocking(__real_rename_file, from, to);
}

int __wrap_rename2_file(char *from, char *to, unsigned int flags)
{
	return um_blocking(__real_rename2_file, from, to, flags);
}

int __wrap_do_statfs(char *root, long *bsize_out, long long *blocks_out,
		     long long *bfree_out, long long *bavail_out,
		     long long *files_out, long long *ffree_out, void *fsid_out,
		     int fsid_size, long *namelen_out)
{
	return um_blocking(__real_do_statfs, root, bsize_out, blocks_out,
			   bfree_out, bavail_out, files_out, ffree_out,
			   fsid_out, fsid_size, namelen_out);
}
