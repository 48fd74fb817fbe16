# SPDX-License-Identifier: GPL-2.0
#
# For ARCH=lkl: functions of the host halves that may block, and are called
# where a task can sleep. blocking.h says what happens to these calls.
# Read by arch/lkl/Makefile.

# blocking_file.c
um-blocking := os_open_file os_stat_file os_file_size os_file_modtime \
	os_lock_file os_pread_file

# blocking_cow.c
um-blocking-$(CONFIG_BLK_DEV_COW_COMMON) += file_reader

# blocking_hostfs.c
um-blocking-$(CONFIG_HOSTFS) += stat_file access_file open_file open_dir \
	seek_dir read_dir close_file replace_file close_dir read_file \
	write_file lseek_file fsync_file file_create set_attr make_symlink \
	unlink_file do_mkdir hostfs_do_rmdir do_mknod link_file \
	hostfs_do_readlink rename_file rename2_file do_statfs

LDFLAGS_vmlinux += $(addprefix --wrap=,$(um-blocking) $(um-blocking-y))
