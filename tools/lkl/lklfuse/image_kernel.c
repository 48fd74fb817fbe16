// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel that holds the file system: booting it, nodes of its disks.
 */
#include "lklfuse/image_kernel.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <lkl.h>

#include "lklfuse/console.h"
#include "lklfuse/image_xfs.h"
#include "lklfuse/panic.h"

#define DEFAULT_MIB	64
#define XFS_MIB		128
#define FILES_MAX	(1 << 20)

static int read_ahead(const char *name)
{
	char path[64];
	long fd, put;

	snprintf(path, sizeof(path), "/sysfs/block/%s/queue/read_ahead_kb",
		 name);
	fd = lkl_sys_open(path, LKL_O_WRONLY, 0);
	if (fd < 0)
		return fd;
	put = lkl_sys_write(fd, "1024", 4);
	lkl_sys_close(fd);
	return put < 0 ? put : 0;
}

/* Those that a kernel has not got do not matter to it. */
static void set_sysctls(void)
{
	/* Every open file here is one there. */
	lkl_sysctl("fs.nr_open", "1048576");
	/* XFS has dirty inodes in memory, and no page to tell of them. */
	lkl_sysctl("fs.xfs.xfssyncd_centisecs", "100");
	/* A reserve for large pages, which nobody wants, of a tenth. */
	lkl_sysctl("vm.watermark_boost_factor", "0");
}

/* XFS holds much more than others of what it has not written yet. */
static unsigned int memory_mib(const struct options *opt)
{
	if (opt->mib)
		return opt->mib;
	return image_is_xfs(opt) ? XFS_MIB : DEFAULT_MIB;
}

int image_boot(const struct options *opt)
{
	int err;

	err = panic_init();
	if (!err)
		err = lkl_start_kernel("mem=%uM loglevel=%d oops=panic",
				       memory_mib(opt), opt->debug ? 8 : 5);
	if (err)
		return err;
	lkl_handle_faults(1);
	console_forget();
	err = lkl_mount_fs("proc");
	if (err < 0)
		return err;
	set_sysctls();
	return lkl_set_fd_limit(FILES_MAX);
}

static int make_node(int nr, int id, char *path, size_t len)
{
	char name[8];
	uint32_t dev;
	long err;

	err = lkl_get_virtio_blkdev(id, 0, &dev);
	if (err)
		return err;
	snprintf(name, sizeof(name), "vd%c", 'a' + nr);
	snprintf(path, len, "/dev/%s", name);
	err = lkl_sys_mknod(path, LKL_S_IFBLK | 0600, dev);
	if (err && err != -LKL_EEXIST)
		return err;
	read_ahead(name);
	return 0;
}

/* More images than one are the devices of a btrfs, unless @opts name them. */
static bool wants_devices(const struct options *opt)
{
	return !opt->opts || !strstr(opt->opts, "dev");
}

/* As mount(8) does: some of what one calls options are flags. */
static size_t split_flags(const char *opts, unsigned long *flags, char *text,
			  size_t len)
{
	size_t at = 0, part;
	char one[256];

	for (; opts && *opts; opts += part + (opts[part] == ',')) {
		part = strcspn(opts, ",");
		if (part < sizeof(one)) {
			memcpy(one, opts, part);
			one[part] = '\0';
			*flags |= options_flag(one);
			if (options_flag(one))
				continue;
		}
		if (at < len)
			at += snprintf(text + at, len - at, "%s%.*s",
				       at ? "," : "", (int)part, opts);
	}
	return at;
}

int image_options(const struct options *opt, const int *ids, int nr_ids,
		  unsigned long *flags, char *text, size_t len)
{
	size_t at;
	char path[16];
	int i, err;

	*text = '\0';
	at = split_flags(opt->opts, flags, text, len);
	for (i = 0; i < nr_ids && at < len; i++) {
		err = make_node(i, ids[i], path, sizeof(path));
		if (err)
			return err;
		if (i && wants_devices(opt))
			at += snprintf(text + at, len - at, "%sdevice=%s",
				       at ? "," : "", path);
	}
	return at < len ? 0 : -E2BIG;
}
