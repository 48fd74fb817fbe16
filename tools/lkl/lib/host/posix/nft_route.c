// SPDX-License-Identifier: GPL-2.0
/*
 * Replace the socket functions that a loaded library imports.
 */
#include "host/posix/nft_route.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

#include <lkl_sys.h>
#include <lkl/linux/netlink.h>

#if defined(__x86_64__)
#define RELOC_SLOT	R_X86_64_JUMP_SLOT
#define RELOC_DATA	R_X86_64_GLOB_DAT
#elif defined(__aarch64__)
#define RELOC_SLOT	R_AARCH64_JUMP_SLOT
#define RELOC_DATA	R_AARCH64_GLOB_DAT
#endif

#ifdef RELOC_SLOT

typedef ElfW(Rela) elf_rela_t;
typedef ElfW(Sym) elf_sym_t;
typedef ElfW(Dyn) elf_dyn_t;

/* The library has a libc of its own, and so an errno of its own. */
static int *(*find_errno)(void);

static long result(long ret)
{
	if (ret >= 0)
		return ret;
	*find_errno() = -ret;
	return -1;
}

/* A socket that waits to be asked for by this thread, or -1. */
static __thread int reserved = -1;

static int do_socket(int family, int type, int protocol)
{
	int fd = reserved;

	reserved = -1;
	return fd < 0 ? result(lkl_sys_socket(family, type, protocol)) : fd;
}

static int do_bind(int fd, const struct sockaddr *addr, socklen_t bytes)
{
	return result(lkl_sys_bind(fd, (void *)addr, bytes));
}

static int do_getsockname(int fd, struct sockaddr *addr, socklen_t *bytes)
{
	return result(lkl_sys_getsockname(fd, (void *)addr, (int *)bytes));
}

static int do_setsockopt(int fd, int level, int option, const void *value,
			 socklen_t bytes)
{
	return result(lkl_sys_setsockopt(fd, level, option, (char *)value,
					 bytes));
}

static int do_getsockopt(int fd, int level, int option, void *value,
			 socklen_t *bytes)
{
	return result(lkl_sys_getsockopt(fd, level, option, value,
					 (int *)bytes));
}

static ssize_t do_sendto(int fd, const void *data, size_t bytes, int flags,
			 const struct sockaddr *addr, socklen_t addr_bytes)
{
	return result(lkl_sys_sendto(fd, (void *)data, bytes, flags,
				     (void *)addr, addr_bytes));
}

static ssize_t do_sendmsg(int fd, const struct msghdr *msg, int flags)
{
	return result(lkl_sys_sendmsg(fd, (void *)msg, flags));
}

static ssize_t do_recvmsg(int fd, struct msghdr *msg, int flags)
{
	return result(lkl_sys_recvmsg(fd, (void *)msg, flags));
}

static int do_select(int nr, fd_set *rfds, fd_set *wfds, fd_set *efds,
		     struct timeval *tv)
{
	return result(lkl_sys_select(nr, (void *)rfds, (void *)wfds,
				     (void *)efds, (void *)tv));
}

/* Its last argument is passed as if it was declared. */
static int do_fcntl(int fd, int command, long arg)
{
	return result(lkl_sys_fcntl(fd, command, arg));
}

/* Only sockets are closed by number in these libraries. */
static int do_close(int fd)
{
	return result(lkl_sys_close(fd));
}

static const struct {
	const char *name;
	void *function;
} routes[] = {
	{ "socket", do_socket },
	{ "bind", do_bind },
	{ "getsockname", do_getsockname },
	{ "setsockopt", do_setsockopt },
	{ "getsockopt", do_getsockopt },
	{ "sendto", do_sendto },
	{ "sendmsg", do_sendmsg },
	{ "recvmsg", do_recvmsg },
	{ "select", do_select },
	{ "close", do_close },
	{ "fcntl", do_fcntl },
};

static void *find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(routes) / sizeof(routes[0]); i++) {
		if (!strcmp(routes[i].name, name))
			return routes[i].function;
	}
	return NULL;
}

/* Tables of imports may have been made read-only after they were filled. */
static int replace(void **slot, void *function)
{
	uintptr_t page = sysconf(_SC_PAGESIZE);
	char *start = (char *)((uintptr_t)slot & ~(page - 1));
	size_t bytes = (char *)(slot + 1) - start;

	if (mprotect(start, bytes, PROT_READ | PROT_WRITE))
		return -errno;
	*slot = function;
	return 0;
}

struct tables {
	const elf_sym_t *symbols;
	const char *names;
	const elf_rela_t *relocs[2];
	size_t bytes[2];
};

static void find_tables(const struct link_map *map, struct tables *t)
{
	const elf_dyn_t *dyn;

	memset(t, 0, sizeof(*t));
	for (dyn = map->l_ld; dyn->d_tag != DT_NULL; dyn++) {
		if (dyn->d_tag == DT_SYMTAB)
			t->symbols = (const void *)dyn->d_un.d_ptr;
		else if (dyn->d_tag == DT_STRTAB)
			t->names = (const void *)dyn->d_un.d_ptr;
		else if (dyn->d_tag == DT_JMPREL)
			t->relocs[0] = (const void *)dyn->d_un.d_ptr;
		else if (dyn->d_tag == DT_PLTRELSZ)
			t->bytes[0] = dyn->d_un.d_val;
		else if (dyn->d_tag == DT_RELA)
			t->relocs[1] = (const void *)dyn->d_un.d_ptr;
		else if (dyn->d_tag == DT_RELASZ)
			t->bytes[1] = dyn->d_un.d_val;
	}
}

/* Return: how many were replaced, or -errno. */
static int replace_all(const struct link_map *map, const struct tables *t,
		       const elf_rela_t *reloc, size_t bytes)
{
	const elf_rela_t *end = reloc + bytes / sizeof(*reloc);
	void *function;
	int err, nr = 0;

	for (; reloc < end; reloc++) {
		if (ELF64_R_TYPE(reloc->r_info) != RELOC_SLOT &&
		    ELF64_R_TYPE(reloc->r_info) != RELOC_DATA)
			continue;
		function = find(t->names +
			t->symbols[ELF64_R_SYM(reloc->r_info)].st_name);
		if (!function)
			continue;
		err = replace((void **)(map->l_addr + reloc->r_offset),
			      function);
		if (err)
			return err;
		nr++;
	}
	return nr;
}

int lkl__nft_reserve(void)
{
	long fd = lkl_sys_socket(LKL_AF_NETLINK, LKL_SOCK_RAW,
				 LKL_NETLINK_NETFILTER);

	if (fd < 0)
		return fd;
	reserved = fd;
	return 0;
}

void lkl__nft_release(void)
{
	if (reserved >= 0)
		lkl_sys_close(reserved);
	reserved = -1;
}

int lkl__nft_route(const struct link_map *map, int *(*own_errno)(void))
{
	struct tables t;
	int i, nr, all = 0;

	find_errno = own_errno;
	find_tables(map, &t);
	if (!t.symbols || !t.names)
		return -ENOSYS;
	for (i = 0; i < 2; i++) {
		nr = t.relocs[i] ? replace_all(map, &t, t.relocs[i],
					       t.bytes[i]) : 0;
		if (nr < 0)
			return nr;
		all += nr;
	}
	return all;
}

#else

int lkl__nft_reserve(void)
{
	return -ENOSYS;
}

void lkl__nft_release(void)
{
}

int lkl__nft_route(const struct link_map *map, int *(*own_errno)(void))
{
	(void)map;
	(void)own_errno;
	return -ENOSYS;
}

#endif
