/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions of the kernel that it does not export, by the symbol table of the
 * program that it is linked into.
 */
#ifndef LKL_BENCH_SYMBOL_H
#define LKL_BENCH_SYMBOL_H

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench.h"

static const char *symbol_map(void)
{
	int fd = open("/proc/self/exe", O_RDONLY);
	struct stat st;
	void *map;

	if (fd < 0 || fstat(fd, &st))
		bench_die("/proc/self/exe", 0);
	map = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (map == MAP_FAILED)
		bench_die("/proc/self/exe", 0);
	close(fd);
	return map;
}

/* What the addresses in the file are moved by: the first object is ours. */
static int symbol_first(struct dl_phdr_info *info, size_t size, void *arg)
{
	(void)size;
	*(Elf64_Addr *)arg = info->dlpi_addr;
	return 1;
}

static UNUSED void *symbol_find(const char *name)
{
	const char *file = symbol_map(), *names;
	const Elf64_Ehdr *head = (const void *)file;
	const Elf64_Shdr *sect = (const void *)(file + head->e_shoff), *table;
	const Elf64_Sym *sym, *end;
	Elf64_Addr base = 0;

	dl_iterate_phdr(symbol_first, &base);
	for (table = sect; table->sh_type != SHT_SYMTAB; table++)
		if (table == sect + head->e_shnum - 1)
			bench_die("no symbols", -ENOENT);
	sym = (const void *)(file + table->sh_offset);
	end = sym + table->sh_size / sizeof(*sym);
	names = file + sect[table->sh_link].sh_offset;
	for (; sym < end; sym++) {
		if (sym->st_shndx != SHN_UNDEF &&
		    ELF64_ST_TYPE(sym->st_info) == STT_FUNC &&
		    !strcmp(names + sym->st_name, name))
			return (void *)(base + sym->st_value);
	}
	bench_die(name, -ENOENT);
}

#endif
