// SPDX-License-Identifier: GPL-2.0
/*
 * Finding and copying the library's own file.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lkl_load.h>

#include "host/limit.h"
#include "load.h"

static int keep_path(char *path, const struct link_map *map)
{
	int len = snprintf(path, LKL__LOAD_PATH_MAX, "%s", map->l_name);

	return len < LKL__LOAD_PATH_MAX ? 0 : -ENAMETOOLONG;
}

/* The program itself has an empty name: then it is linked statically. */
static const struct link_map *own_map(void)
{
	struct link_map *map;
	Dl_info info;

	if (!dladdr1((void *)lkl_load, &info, (void **)&map, RTLD_DL_LINKMAP))
		return NULL;
	return map && map->l_name[0] ? map : NULL;
}

static int find_system(char *path)
{
	struct link_map *map;
	void *handle;
	int err = -ENOENT;

	handle = dlopen(LKL__SONAME, RTLD_LAZY | RTLD_LOCAL);
	if (!handle)
		return -ENOENT;
	if (!dlinfo(handle, RTLD_DI_LINKMAP, &map))
		err = keep_path(path, map);
	dlclose(handle);
	return err;
}

int lkl__load_find(char *path)
{
	const struct link_map *map = own_map();

	return map ? keep_path(path, map) : find_system(path);
}

static int copy_all(int to, int from)
{
	struct stat st;
	ssize_t done;
	int err;

	if (fstat(from, &st))
		return -errno;
	if (!S_ISREG(st.st_mode))
		return -ENOEXEC;
	err = lkl__limit_check(st.st_size);
	if (err)
		return err;
	do {
		done = sendfile(to, from, NULL, 1 << 30);
	} while (done > 0 || (done < 0 && errno == EINTR));
	return done < 0 ? -errno : 0;
}

int lkl__load_copy(const char *path)
{
	int saved_errno = errno;
	int from, to, err;

	/* Non-blocking, so that a fifo does not hold us up. */
	from = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	to = from < 0 ? -1 : memfd_create("liblkl.so", MFD_CLOEXEC);
	err = to < 0 ? -errno : copy_all(to, from);
	if (from >= 0)
		close(from);
	if (to >= 0 && err)
		close(to);
	errno = saved_errno;
	return err ? err : to;
}
