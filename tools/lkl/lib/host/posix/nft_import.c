// SPDX-License-Identifier: GPL-2.0
/*
 * Replace functions that a loaded library imports.
 */
#include "host/posix/nft_route.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

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
		function = lkl__nft_function(t->names +
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

int lkl__nft_route(const struct link_map *map)
{
	struct tables t;
	int i, nr, all = 0;

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

int lkl__nft_route(const struct link_map *map)
{
	(void)map;
	return -ENOSYS;
}

#endif
