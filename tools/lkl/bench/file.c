// SPDX-License-Identifier: GPL-2.0
/*
 * Calls on files of ext4 that are cached: pread, pwrite, stat, open.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kernel.h"
#include "native.h"

#define BYTES	4096
#define BLOCKS	64

struct file {
	int fd;
	char path[300];
	char missing[300];
};

static char buf[BYTES * BLOCKS];

static off_t block(unsigned long i)
{
	return (off_t)(i % BLOCKS) * BYTES;
}

#define SIDES(name, native_call, lkl_call, result)			\
static void native_##name(void *arg, unsigned long nr)			\
{									\
	struct file *f = arg;						\
									\
	(void)f;							\
	while (nr--)							\
		if ((native_call) != (result))				\
			bench_die("native " #name, 0);			\
}									\
									\
static void lkl_##name(void *arg, unsigned long nr)			\
{									\
	struct file *f = arg;						\
	long ret;							\
									\
	while (nr--) {							\
		ret = (lkl_call);					\
		if (ret != (result))					\
			bench_die(#name, ret);				\
	}								\
}

static struct stat native_st;
static struct lkl_stat lkl_st;

static long native_miss(const char *path)
{
	return open(path, O_RDONLY) == -1 && errno == ENOENT ? 0 : -1;
}

static long lkl_miss(const char *path)
{
	long ret = lkl_sys_open(path, LKL_O_RDONLY, 0);

	return ret == -LKL_ENOENT ? 0 : ret;
}

SIDES(pread, pread(f->fd, buf, BYTES, block(nr)),
	lkl_sys_pread64(f->fd, buf, BYTES, block(nr)), BYTES)
SIDES(pwrite, pwrite(f->fd, buf, BYTES, block(nr)),
	lkl_sys_pwrite64(f->fd, buf, BYTES, block(nr)), BYTES)
SIDES(stat, stat(f->path, &native_st),
	lkl_sys_newfstatat(LKL_AT_FDCWD, f->path, &lkl_st, 0), 0)
SIDES(open_enoent, native_miss(f->missing), lkl_miss(f->missing), 0)

static void name_files(struct file *f, const char *dir)
{
	snprintf(f->path, sizeof(f->path), "%s/file", dir);
	snprintf(f->missing, sizeof(f->missing), "%s/missing", dir);
}

static void make_files(struct file *native, struct file *lkl)
{
	native->fd = bench_must(open(native->path, O_CREAT | O_RDWR, 0600),
				native->path);
	lkl->fd = bench_must(lkl_sys_open(lkl->path, LKL_O_CREAT | LKL_O_RDWR,
					  0600), lkl->path);
	bench_must(pwrite(native->fd, buf, sizeof(buf), 0), native->path);
	bench_must(lkl_sys_pwrite64(lkl->fd, buf, sizeof(buf), 0), lkl->path);
}

int main(void)
{
	const char *dir = native_dir();
	struct file native, lkl;

	name_files(&native, dir);
	bench_boot("quiet");
	name_files(&lkl, bench_mount(bench_image(64)));
	make_files(&native, &lkl);

	bench_compare("pread_4k", native_pread, &native, lkl_pread, &lkl);
	bench_compare("pwrite_4k", native_pwrite, &native, lkl_pwrite, &lkl);
	bench_compare("stat", native_stat, &native, lkl_stat, &lkl);
	bench_compare("open_enoent", native_open_enoent, &native,
		      lkl_open_enoent, &lkl);

	lkl_sys_close(lkl.fd);
	bench_umount();
	bench_halt();
	unlink(native.path);
	rmdir(dir);
	return 0;
}
