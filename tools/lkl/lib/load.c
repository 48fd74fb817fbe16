// SPDX-License-Identifier: GPL-2.0
/*
 * Loading a copy of the library, with a kernel of its own.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <lkl_load.h>

#include "load.h"

/*
 * The dynamic linker knows files by name and inode, so each copy is a file of
 * its own, whose descriptor stays open: its number is part of the name.
 */
struct lkl {
	void *handle;
	int fd;
	int (*start)(const char *fmt, ...);
	long (*syscall)(long no, long *params);
	long (*halt)(void);
	int (*is_running)(void);
	int (*handle_faults)(int on);
	void (*cleanup)(void);
};

static int find_symbols(struct lkl *kernel)
{
	kernel->start = lkl_kernel_symbol(kernel, "lkl_start_kernel");
	kernel->syscall = lkl_kernel_symbol(kernel, "lkl_syscall");
	kernel->halt = lkl_kernel_symbol(kernel, "lkl_sys_halt");
	kernel->is_running = lkl_kernel_symbol(kernel, "lkl_is_running");
	kernel->handle_faults = lkl_kernel_symbol(kernel, "lkl_handle_faults");
	kernel->cleanup = lkl_kernel_symbol(kernel, "lkl_cleanup");
	if (!kernel->start || !kernel->syscall || !kernel->halt ||
	    !kernel->is_running || !kernel->handle_faults || !kernel->cleanup)
		return -ENOEXEC;
	return 0;
}

/* By process number instead of "self", so that debuggers find the file too. */
static int open_copy(struct lkl *kernel)
{
	char name[64];
	int err;

	snprintf(name, sizeof(name), "/proc/%d/fd/%d", (int)getpid(),
		 kernel->fd);
	kernel->handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
	if (!kernel->handle)
		return -ENOEXEC;
	err = find_symbols(kernel);
	if (err)
		dlclose(kernel->handle);
	return err;
}

static int load(struct lkl *kernel, const char *path)
{
	int err;

	kernel->fd = lkl__load_copy(path);
	if (kernel->fd < 0)
		return kernel->fd;
	err = open_copy(kernel);
	if (err)
		close(kernel->fd);
	return err;
}

struct lkl *lkl_load(const char *path, int *err)
{
	struct lkl *kernel = calloc(1, sizeof(*kernel));
	char found[LKL__LOAD_PATH_MAX];
	int ret = -ENOMEM;

	if (!kernel)
		goto out;
	ret = 0;
	if (!path) {
		ret = lkl__load_find(found);
		path = found;
	}
	if (!ret)
		ret = load(kernel, path);
	if (ret) {
		free(kernel);
		kernel = NULL;
	}
out:
	if (err)
		*err = ret;
	return kernel;
}

int lkl_unload(struct lkl *kernel)
{
	if (!kernel)
		return 0;
	if (kernel->is_running())
		return -EBUSY;
	/* A handler on top of its own one would go on to call that. */
	if (kernel->handle_faults(0) == -EBUSY)
		return -EBUSY;
	kernel->cleanup();
	dlclose(kernel->handle);
	close(kernel->fd);
	free(kernel);
	return 0;
}

void *lkl_kernel_symbol(struct lkl *kernel, const char *name)
{
	return dlsym(kernel->handle, name);
}

int lkl_kernel_start(struct lkl *kernel, const char *cmd_line_fmt, ...)
{
	char *cmdline;
	va_list args;
	int err;

	va_start(args, cmd_line_fmt);
	err = vasprintf(&cmdline, cmd_line_fmt, args);
	va_end(args);
	if (err < 0)
		return -ENOMEM;
	err = kernel->start("%s", cmdline);
	free(cmdline);
	return err;
}

long lkl_kernel_syscall(struct lkl *kernel, long no, long *params)
{
	return kernel->syscall(no, params);
}

long lkl_kernel_halt(struct lkl *kernel)
{
	return kernel->halt();
}
