/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Entries of the lowest level: pages, and swap entries.
 */
#ifndef _ASM_LKL_PGTABLE_PTE_H
#define _ASM_LKL_PGTABLE_PTE_H

#define PFN_PTE_SHIFT		PAGE_SHIFT

#define pte_none(pte)		(!pte_val(pte))
#define pte_pfn(pte)		(pte_val(pte) >> PAGE_SHIFT)
#define pte_page(pte)		pfn_to_page(pte_pfn(pte))
#define mk_pte(page, prot)	pfn_pte(page_to_pfn(page), prot)

static inline pte_t pfn_pte(unsigned long pfn, pgprot_t prot)
{
	return __pte((pfn << PAGE_SHIFT) | pgprot_val(prot));
}

static inline void set_pte(pte_t *ptep, pte_t pte)
{
	WRITE_ONCE(*ptep, pte);
}

#define pte_clear(mm, addr, ptep)	set_pte(ptep, __pte(0))

#define LKL_PTE_TEST(name, bit)						\
static inline int pte_##name(pte_t pte)					\
{									\
	return !!(pte_val(pte) & (bit));				\
}

#define LKL_PTE_SET(name, bit)						\
static inline pte_t pte_##name(pte_t pte)				\
{									\
	return __pte(pte_val(pte) | (bit));				\
}

#define LKL_PTE_CLEAR(name, bit)					\
static inline pte_t pte_##name(pte_t pte)				\
{									\
	return __pte(pte_val(pte) & ~(bit));				\
}

LKL_PTE_TEST(present, LKL_PTE_PRESENT)
LKL_PTE_TEST(write, LKL_PTE_WRITE)
LKL_PTE_TEST(young, LKL_PTE_YOUNG)
LKL_PTE_TEST(dirty, LKL_PTE_DIRTY)
LKL_PTE_TEST(special, LKL_PTE_SPECIAL)
LKL_PTE_SET(mkwrite_novma, LKL_PTE_WRITE)
LKL_PTE_SET(mkyoung, LKL_PTE_YOUNG)
LKL_PTE_SET(mkdirty, LKL_PTE_DIRTY)
LKL_PTE_SET(mkspecial, LKL_PTE_SPECIAL)
LKL_PTE_CLEAR(wrprotect, LKL_PTE_WRITE)
LKL_PTE_CLEAR(mkold, LKL_PTE_YOUNG)
LKL_PTE_CLEAR(mkclean, LKL_PTE_DIRTY)

LKL_PTE_TEST(swp_exclusive, LKL_SWP_EXCLUSIVE)
LKL_PTE_SET(swp_mkexclusive, LKL_SWP_EXCLUSIVE)
LKL_PTE_CLEAR(swp_clear_exclusive, LKL_SWP_EXCLUSIVE)

#undef LKL_PTE_TEST
#undef LKL_PTE_SET
#undef LKL_PTE_CLEAR

static inline pte_t pte_modify(pte_t pte, pgprot_t prot)
{
	return __pte((pte_val(pte) & LKL_PTE_KEEP) | pgprot_val(prot));
}

#define __swp_type(x)							\
	(((x).val >> LKL_SWP_TYPE_SHIFT) & LKL_SWP_TYPE_MASK)
#define __swp_offset(x)		((x).val >> LKL_SWP_OFFSET_SHIFT)
#define __swp_entry(type, offset)					\
	((swp_entry_t) {						\
		((type) & LKL_SWP_TYPE_MASK) << LKL_SWP_TYPE_SHIFT |	\
		(unsigned long)(offset) << LKL_SWP_OFFSET_SHIFT })
#define __pte_to_swp_entry(pte)	((swp_entry_t) { pte_val(pte) })
#define __swp_entry_to_pte(x)	((pte_t) { (x).val })

#endif
