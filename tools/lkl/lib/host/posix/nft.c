// SPDX-License-Identifier: GPL-2.0
/*
 * nftables rules for the kernel, by libnftables of the host.
 *
 * libnftables has no way to be given a socket. So it is loaded once more, as a
 * copy with libraries of its own, apart from one that the program may use; and
 * in that copy what it and libmnl import as socket functions are ours.
 */
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include <lkl_net.h>

#include "host/posix/cancel.h"
#include "host/posix/nft_route.h"

#define FILE_NAME	"libnftables.so.1"

/* Loaded on first use, and for good. */
static struct {
	pthread_mutex_t lock;
	int err;
	int loaded;
	void *(*new)(uint32_t flags);
	void (*free)(void *ctx);
	int (*buffer_error)(void *ctx);
	int (*buffer_output)(void *ctx);
	const char *(*error_text)(void *ctx);
	int (*run_file)(void *ctx, const char *path);
} nft = {
	.lock = PTHREAD_MUTEX_INITIALIZER,
};

static int find(void *handle, const char *name, void *where)
{
	void *symbol = dlsym(handle, name);

	memcpy(where, &symbol, sizeof(symbol));
	return symbol ? 0 : -ENOSYS;
}

static int find_functions(void *handle)
{
	return find(handle, "nft_ctx_new", &nft.new) ||
	       find(handle, "nft_ctx_free", &nft.free) ||
	       find(handle, "nft_ctx_buffer_error", &nft.buffer_error) ||
	       find(handle, "nft_ctx_buffer_output", &nft.buffer_output) ||
	       find(handle, "nft_ctx_get_error_buffer", &nft.error_text) ||
	       find(handle, "nft_run_cmd_from_filename", &nft.run_file) ?
	       -ENOSYS : 0;
}

static int route(void *handle)
{
	int *(*own_errno)(void);
	struct link_map *map;
	int nr, all = 0;

	if (find(handle, "__errno_location", &own_errno) ||
	    dlinfo(handle, RTLD_DI_LINKMAP, &map))
		return -ENOSYS;
	lkl__nft_use_errno(own_errno);
	while (map->l_prev)
		map = map->l_prev;
	for (; map; map = map->l_next) {
		if (!strstr(map->l_name, "/libnftables.so") &&
		    !strstr(map->l_name, "/libmnl.so"))
			continue;
		nr = lkl__nft_route(map);
		if (nr < 0)
			return nr;
		all += nr;
	}
	return all ? 0 : -ENOSYS;
}

static int load(void)
{
	void *handle = dlmopen(LM_ID_NEWLM, FILE_NAME, RTLD_NOW | RTLD_LOCAL);
	int err;

	if (!handle)
		return -ENOSYS;
	err = find_functions(handle);
	if (!err)
		err = route(handle);
	if (err)
		dlclose(handle);
	return err;
}

static int run(const char *path, char *error, size_t bytes)
{
	int err = lkl__nft_reserve();
	void *ctx;

	if (err)
		return err;
	ctx = nft.new(0);
	lkl__nft_release();
	if (!ctx)
		return -ENOMEM;
	nft.buffer_error(ctx);
	nft.buffer_output(ctx);
	if (nft.run_file(ctx, path)) {
		err = -EINVAL;
		if (error && bytes)
			snprintf(error, bytes, "%s", nft.error_text(ctx));
	}
	nft.free(ctx);
	return err;
}

static int load_file(const char *path, char *error, size_t bytes)
{
	int err;

	pthread_mutex_lock(&nft.lock);
	if (!nft.loaded) {
		nft.err = load();
		nft.loaded = 1;
	}
	err = nft.err ? nft.err : run(path, error, bytes);
	pthread_mutex_unlock(&nft.lock);
	return err;
}

int lkl_nftables_load(const char *path, char *error, size_t bytes)
{
	int cancel, err;

	if (error && bytes)
		error[0] = '\0';
	cancel = lkl__cancel_disable();
	err = load_file(path, error, bytes);
	lkl__cancel_restore(cancel);
	return err;
}
