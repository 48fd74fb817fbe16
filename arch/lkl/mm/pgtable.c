// SPDX-License-Identifier: GPL-2.0
/*
 * Page tables: the kernel's own, and a new one for every mm.
 */
#include <linux/mm.h>
#include <linux/pgtable.h>

#include <asm/pgalloc.h>

/* Only walked from init_mm.pgd: nothing asks for its physical address. */
pgd_t swapper_pg_dir[PTRS_PER_PGD];

/*
 * Private pages are read-only, so that a write through GUP copies them. There
 * are no bits for reading and executing.
 */
static const pgprot_t protection_map[16] = {
	[VM_NONE]					= PAGE_NONE,
	[VM_READ]					= PAGE_READONLY,
	[VM_WRITE]					= PAGE_COPY,
	[VM_WRITE | VM_READ]				= PAGE_COPY,
	[VM_EXEC]					= PAGE_READONLY,
	[VM_EXEC | VM_READ]				= PAGE_READONLY,
	[VM_EXEC | VM_WRITE]				= PAGE_COPY,
	[VM_EXEC | VM_WRITE | VM_READ]			= PAGE_COPY,
	[VM_SHARED]					= PAGE_NONE,
	[VM_SHARED | VM_READ]				= PAGE_READONLY,
	[VM_SHARED | VM_WRITE]				= PAGE_SHARED,
	[VM_SHARED | VM_WRITE | VM_READ]		= PAGE_SHARED,
	[VM_SHARED | VM_EXEC]				= PAGE_READONLY,
	[VM_SHARED | VM_EXEC | VM_READ]			= PAGE_READONLY,
	[VM_SHARED | VM_EXEC | VM_WRITE]		= PAGE_SHARED,
	[VM_SHARED | VM_EXEC | VM_WRITE | VM_READ]	= PAGE_SHARED,
};
DECLARE_VM_GET_PAGE_PROT

/*
 * The vmalloc area is in init_mm alone: nobody looks up a kernel address in
 * another mm.
 */
pgd_t *pgd_alloc(struct mm_struct *mm)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_PGTABLE_USER, 0);

	return ptdesc ? ptdesc_address(ptdesc) : NULL;
}
