// SPDX-License-Identifier: GPL-2.0
/*
 * The functions that programs for lkl/linux call have the types that those
 * expect. Compiled as C and as C++, never run.
 */
#include <lkl.h>
#include <lkl_host.h>

int (*const init)(struct lkl_host_operations *) = lkl_init;
void (*const cleanup)(void) = lkl_cleanup;
int (*const start)(const char *, ...) = lkl_start_kernel;
int (*const running)(void) = lkl_is_running;
long (*const halt)(void) = lkl_sys_halt;
long (*const call)(long, long *) = lkl_syscall;
const char *(*const text)(int) = lkl_strerror;
void (*const complain)(char *, int) = lkl_perror;
int (*const print)(const char *, ...) = lkl_printf;
void (*const bug)(const char *, ...) = lkl_bug;
int (*const trigger)(int) = lkl_trigger_irq;
int (*const get_irq)(const char *) = lkl_get_free_irq;
void (*const put_irq)(int, const char *) = lkl_put_irq;

int (*const add)(struct lkl_disk *) = lkl_disk_add;
int (*const remove_disk)(struct lkl_disk) = lkl_disk_remove;
int (*const blkdev)(int, unsigned int, uint32_t *) = lkl_get_virtio_blkdev;
int (*const encode)(const char *, uint32_t *) = lkl_encode_dev_from_sysfs;
long (*const mount_dev)(unsigned int, unsigned int, const char *, int,
			const char *, char *, unsigned int) = lkl_mount_dev;
long (*const umount_dev)(unsigned int, unsigned int, int, long) =
	lkl_umount_dev;
long (*const mount_blk)(unsigned int, const char *, int, const char *, char *,
			unsigned int) = lkl_mount_blkdev;
long (*const umount_blk)(unsigned int, int, long) = lkl_umount_blkdev;
long (*const umount_path)(char *, int, long) = lkl_umount_timeout;
int (*const set_fd_limit)(unsigned int) = lkl_set_fd_limit;
int (*const sysctl_set)(const char *, const char *) = lkl_sysctl;
void (*const sysctl_list)(const char *) = lkl_sysctl_parse_write;

struct lkl_dir *(*const open_dir)(const char *, int *) = lkl_opendir;
struct lkl_dir *(*const fdopen_dir)(int, int *) = lkl_fdopendir;
struct lkl_linux_dirent64 *(*const read_dir)(struct lkl_dir *) = lkl_readdir;
int (*const close_dir)(struct lkl_dir *) = lkl_closedir;
int (*const err_dir)(struct lkl_dir *) = lkl_errdir;
int (*const fd_dir)(struct lkl_dir *) = lkl_dirfd;
void (*const rewind_dir)(struct lkl_dir *) = lkl_rewinddir;
