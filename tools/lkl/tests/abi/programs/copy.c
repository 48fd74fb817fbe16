// SPDX-License-Identifier: GPL-2.0
/*
 * What a program for lkl/linux that reads a disk looks like. Compiled as C and
 * as C++, never run.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <lkl.h>
#include <lkl_host.h>

static void show(const struct lkl_linux_dirent64 *entry, const char *dir)
{
	struct lkl_stat st;
	char path[512], target[512];
	long n;

	snprintf(path, sizeof(path), "%s/%s", dir, entry->d_name);
	if (lkl_sys_lstat(path, &st))
		return;
	if (LKL_S_ISLNK(st.st_mode)) {
		n = lkl_sys_readlink(path, target, sizeof(target));
		printf("%s -> %.*s\n", path, (int)n, target);
	} else if ((st.st_mode & LKL_S_IFMT) == LKL_S_IFREG) {
		printf("%s %ld %ld\n", path, (long)st.st_size,
		       (long)st.lkl_st_mtime);
	}
}

static int write_note(const char *dir)
{
	char path[512];
	long fd;

	snprintf(path, sizeof(path), "%s/note", dir);
	fd = lkl_sys_open(path, LKL_O_RDWR | LKL_O_CREAT | LKL_O_EXCL, 0644);
	if (fd < 0)
		return fd == -LKL_EEXIST ? 0 : (int)fd;
	lkl_sys_write((unsigned int)fd, "note\n", 5);
	lkl_sys_lseek((unsigned int)fd, 0, LKL_SEEK_SET);
	lkl_sys_fsync((unsigned int)fd);
	return (int)lkl_sys_close((unsigned int)fd);
}

static int with_socket(void)
{
	struct lkl_sockaddr_in addr;
	struct lkl_pollfd pfd;
	struct lkl_epoll_event event;
	int fd = (int)lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM,
				     LKL_IPPROTO_UDP);

	memset(&addr, 0, sizeof(addr));
	addr.sin_family = LKL_AF_INET;
	lkl_sys_bind(fd, (struct lkl_sockaddr *)&addr, sizeof(addr));
	pfd.fd = fd;
	pfd.events = LKL_POLLIN;
	lkl_sys_poll(&pfd, 1, 0);
	event.events = LKL_EPOLLIN;
	event.data = 0;
	lkl_sys_epoll_ctl((int)lkl_sys_epoll_create(1), LKL_EPOLL_CTL_ADD, fd,
			  &event);
	return (int)lkl_sys_close((unsigned int)fd);
}

int main(int argc, char **argv)
{
	struct lkl_linux_dirent64 *entry;
	struct lkl_disk disk;
	struct lkl_dir *dir;
	char mpoint[32];
	int id, err;

	memset(&disk, 0, sizeof(disk));
	disk.fd = open(argv[argc - 1], O_RDWR);
	lkl_host_ops.print = NULL;
	lkl_init(&lkl_host_ops);
	id = lkl_disk_add(&disk);
	if (id < 0)
		return fprintf(stderr, "%s\n", lkl_strerror(id));
	lkl_start_kernel("mem=%dM", 64);
	lkl_mount_fs((char *)"proc");
	if (lkl_mount_dev((unsigned int)id, 0, "ext4", LKL_MS_RDONLY, NULL,
			  mpoint, sizeof(mpoint)))
		return 1;
	dir = lkl_opendir(mpoint, &err);
	while ((entry = lkl_readdir(dir)))
		show(entry, mpoint);
	lkl_closedir(dir);
	err = write_note(mpoint) + with_socket();
	lkl_umount_dev((unsigned int)id, 0, 0, 1000);
	lkl_disk_remove(disk);
	lkl_sys_halt();
	return err;
}
