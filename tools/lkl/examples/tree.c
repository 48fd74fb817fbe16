// SPDX-License-Identifier: GPL-2.0
/*
 * tree in IMAGE FOLDER IMAGE_FOLDER [TYPE]: copy files into a disk image
 * tree out IMAGE IMAGE_FOLDER FOLDER [TYPE]: copy files out of a disk image
 *
 * Folders, files, symbolic links and modes, no more. TYPE if without libblkid.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <lkl.h>

static int in;				/* copying into the image */
static char from[4096], to[4096];	/* what is copied, and where to */
static char mnt[32], buf[1 << 20], failed[4096]; /* failed: at what */

static long at(const char *path, long ret)
{
	if (ret < 0)
		snprintf(failed, sizeof(failed), "%s", path +
			 (strncmp(path, mnt, strlen(mnt)) ? 0 : strlen(mnt)));
	return ret;
}

static long host(long ret)
{
	return ret < 0 ? -errno : ret;
}

/* The same call where files come from and where they go. */
#define FROM(call) at(from, in ? host(call) : lkl_sys_##call)
#define TO(call) at(to, in ? lkl_sys_##call : host(call))

static long copy_file(unsigned int mode)
{
	long src = FROM(open(from, O_RDONLY, 0)), dst, n, put, err = 0;

	if (src < 0)
		return src;
	dst = TO(open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600));
	while (dst >= 0 && !err &&
	       (n = FROM(read(src, buf, sizeof(buf)))) != 0) {
		put = n < 0 ? n : TO(write(dst, buf, n));
		err = put == n && n > 0 ? 0 : put < 0 ? put : at(to, -ENOSPC);
	}
	if (dst >= 0 && !err)
		err = TO(fchmod(dst, mode));
	put = dst < 0 ? dst : TO(close(dst));
	FROM(close(src));
	return err ? err : put;
}

static long copy_link(void)
{
	long n = FROM(readlink(from, buf, sizeof(to) - 1));

	buf[n < 0 ? 0 : n] = '\0';
	return n < 0 ? n : TO(symlink(buf, to));
}

static long copy_any(void);

static long copy_dir(unsigned int mode)
{
	size_t from_len = strlen(from), to_len = strlen(to);
	struct lkl_linux_dirent64 *e;
	long fd, n, i, err, d[512];

	err = TO(mkdir(to, 0700));
	if (err && err != -EEXIST)
		return err;
	fd = FROM(open(from, O_RDONLY, 0));
	do {
		n = fd < 0 ? fd : FROM(getdents64(fd, (void *)d, sizeof(d)));
		err = n < 0 ? n : 0;
		for (i = 0; !err && i < n; i += e->d_reclen) {
			e = (void *)((char *)d + i);
			snprintf(from + from_len, 300, "/%s", e->d_name);
			snprintf(to + to_len, 300, "/%s", e->d_name);
			if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
				err = copy_any();
			from[from_len] = to[to_len] = '\0';
		}
	} while (!err && n);
	if (fd >= 0)
		FROM(close(fd));
	return err ? err : TO(chmod(to, mode));
}

/* Copy @from to @to; there is room for the name of one entry behind both. */
static long copy_any(void)
{
	struct lkl_statx st;
	long err;

	if (strlen(from) > sizeof(from) - 300 || strlen(to) > sizeof(to) - 300)
		return at(from, -ENAMETOOLONG);
	err = FROM(statx(AT_FDCWD, from, AT_SYMLINK_NOFOLLOW, LKL_STATX_MODE,
			 (void *)&st));
	if (!err && S_ISDIR(st.stx_mode))
		return copy_dir(st.stx_mode & 07777);
	if (!err && S_ISREG(st.stx_mode))
		return copy_file(st.stx_mode & 07777);
	return err ? err : S_ISLNK(st.stx_mode) ? copy_link() :
						  at(from, -EOPNOTSUPP);
}

static long run(long disk, char *argv[])
{
	char *inside = argv[in ? 4 : 3], *outside = argv[in ? 3 : 4];
	long lost, err;

	err = at(argv[2], lkl_mount_dev(disk, 0, argv[5], 0, NULL, mnt,
					sizeof(mnt)));
	if (err)
		return err;
	snprintf(in ? to : from, sizeof(to), "%s/%s", mnt,
		 inside + strspn(inside, "/"));
	snprintf(in ? from : to, sizeof(to), "%s", outside);
	err = copy_any();
	lost = lkl_umount_dev(disk, 0, 0, 1000);
	return err ? err : at(argv[2], lost);
}

int main(int argc, char *argv[])
{
	struct lkl_disk_options image = { .size = sizeof(image) };
	long disk, err;

	in = argc > 4 && !strcmp(argv[1], "in");
	if (argc < 5 || argc > 6 || (!in && strcmp(argv[1], "out")))
		return fputs("usage: tree in|out IMAGE FROM TO [TYPE]\n",
			     stderr), 2;
	image.path = argv[2];
	image.flags = in ? 0 : LKL_DISK_READONLY;
	lkl_host_ops.print = NULL;
	disk = at(argv[2], lkl_disk_open(&image));
	err = disk < 0 ? disk : at("kernel", lkl_start_kernel("mem=128M"));
	err = err ? err : run(disk, argv);
	lkl_sys_halt();
	err = err ? err : at(argv[2], lkl_disk_close(disk));
	if (err)
		fprintf(stderr, "tree: %s: %s\n", failed, lkl_strerror(err));
	return err ? 1 : 0;
}
