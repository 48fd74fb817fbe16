// SPDX-License-Identifier: GPL-2.0
/*
 * Setting variables of the kernel, and limits.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lkl_fs.h>
#include <lkl_sys.h>

#define SYSCTL_ROOT "/proc/sys/"

int lkl_sysctl(const char *path, const char *value)
{
	char file[256] = SYSCTL_ROOT;
	size_t root = strlen(file), len = strlen(value);
	long fd, ret;

	if (root + strlen(path) >= sizeof(file))
		return -LKL_ENAMETOOLONG;
	strcpy(file + root, path);
	if (!strchr(path, '/'))
		for (; file[root]; root++)
			if (file[root] == '.')
				file[root] = '/';
	ret = lkl_mount_fs("proc");
	if (ret < 0)
		return ret;
	fd = lkl_sys_open(file, LKL_O_WRONLY | LKL_O_CLOEXEC, 0);
	if (fd < 0)
		return fd;
	/* To write nothing would not set it to nothing. */
	if (!len) {
		value = "\n";
		len = 1;
	}
	ret = lkl_sys_write(fd, value, len);
	lkl_sys_close(fd);
	if (ret < 0)
		return ret;
	return (size_t)ret == len ? 0 : -LKL_EINVAL;
}

static int set_entry(char *entry)
{
	char *value = strchr(entry, '=');

	if (!*entry)
		return 0;
	if (!value)
		return -LKL_EINVAL;
	*value++ = '\0';
	return lkl_sysctl(entry, value);
}

int lkl_sysctl_list(const char *list)
{
	char *copy, *entry, *end;
	int err = 0, ret;

	copy = strdup(list);
	if (!copy)
		return -LKL_ENOMEM;
	for (entry = copy; entry; entry = end) {
		end = strchr(entry, ';');
		if (end)
			*end++ = '\0';
		ret = set_entry(entry);
		err = err ? err : ret;
	}
	free(copy);
	return err;
}

void lkl_sysctl_parse_write(const char *list)
{
	lkl_sysctl_list(list);
}

int lkl_set_fd_limit(unsigned int fd_limit)
{
	struct lkl_rlimit64 limit = {
		.rlim_cur = fd_limit,
		.rlim_max = fd_limit,
	};

	return lkl_sys_prlimit64(0, LKL_RLIMIT_NOFILE, &limit, NULL);
}
