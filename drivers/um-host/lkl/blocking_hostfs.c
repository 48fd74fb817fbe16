// SPDX-License-Identifier: GPL-2.0
/*
 * Folders of the host, used without the CPU.
 */
#include <linux/fs.h>
#include <linux/types.h>

#include "../../../fs/hostfs/hostfs.h"
#include "blocking.h"

typeof(stat_file) __real_stat_file, __wrap_stat_file;
typeof(access_file) __real_access_file, __wrap_access_file;
typeof(open_file) __real_open_file, __wrap_open_file;
typeof(open_dir) __real_open_dir, __wrap_open_dir;
typeof(seek_dir) __real_seek_dir, __wrap_seek_dir;
typeof(read_dir) __real_read_dir, __wrap_read_dir;
typeof(close_file) __real_close_file, __wrap_close_file;
typeof(replace_file) __real_replace_file, __wrap_replace_file;
typeof(close_dir) __real_close_dir, __wrap_close_dir;
typeof(read_file) __real_read_file, __wrap_read_file;
typeof(write_file) __real_write_file, __wrap_write_file;
typeof(lseek_file) __real_lseek_file, __wrap_lseek_file;
typeof(fsync_file) __real_fsync_file, __wrap_fsync_file;
typeof(file_create) __real_file_create, __wrap_file_create;
typeof(set_attr) __real_set_attr, __wrap_set_attr;
typeof(make_symlink) __real_make_symlink, __wrap_make_symlink;
typeof(unlink_file) __real_unlink_file, __wrap_unlink_file;
typeof(do_mkdir) __real_do_mkdir, __wrap_do_mkdir;
typeof(hostfs_do_rmdir) __real_hostfs_do_rmdir, __wrap_hostfs_do_rmdir;
typeof(do_mknod) __real_do_mknod, __wrap_do_mknod;
typeof(link_file) __real_link_file, __wrap_link_file;
typeof(hostfs_do_readlink) __real_hostfs_do_readlink, __wrap_hostfs_do_readlink;
typeof(rename_file) __real_rename_file, __wrap_rename_file;
typeof(rename2_file) __real_rename2_file, __wrap_rename2_file;
typeof(do_statfs) __real_do_statfs, __wrap_do_statfs;

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
