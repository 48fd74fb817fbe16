/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Entries of the upper levels: the physical address of a table of the next
 * one, marked present.
 */
#ifndef _ASM_LKL_PGTABLE_TABLE_H
#define _ASM_LKL_PGTABLE_TABLE_H

#define LKL_TABLE	LKL_PTE_PRESENT

static inline bool lkl_table_bad(unsigned long entry)
{
	return (entry & ~PAGE_MASK) != LKL_TABLE;
}

static inline void set_pmd(pmd_t *pmdp, pmd_t pmd)
{
	WRITE_ONCE(*pmdp, pmd);
}

static inline void set_pud(pud_t *pudp, pud_t pud)
{
	WRITE_ONCE(*pudp, pud);
}

static inline void set_p4d(p4d_t *p4dp, p4d_t p4d)
{
	WRITE_ONCE(*p4dp, p4d);
}

#define pmd_none(pmd)		(!pmd_val(pmd))
#define pmd_present(pmd)	(!pmd_none(pmd))
#define pmd_bad(pmd)		lkl_table_bad(pmd_val(pmd))
#define pmd_clear(pmdp)		set_pmd(pmdp, __pmd(0))
#define pmd_pfn(pmd)		(pmd_val(pmd) >> PAGE_SHIFT)
#define pmd_page(pmd)		pfn_to_page(pmd_pfn(pmd))

#define pud_none(pud)		(!pud_val(pud))
#define pud_present(pud)	(!pud_none(pud))
#define pud_bad(pud)		lkl_table_bad(pud_val(pud))
#define pud_clear(pudp)		set_pud(pudp, __pud(0))
#define pud_pfn(pud)		(pud_val(pud) >> PAGE_SHIFT)
#define pud_page(pud)		pfn_to_page(pud_pfn(pud))

#define p4d_none(p4d)		(!p4d_val(p4d))
#define p4d_present(p4d)	(!p4d_none(p4d))
#define p4d_bad(p4d)		lkl_table_bad(p4d_val(p4d))
#define p4d_clear(p4dp)		set_p4d(p4dp, __p4d(0))
#define p4d_pfn(p4d)		(p4d_val(p4d) >> PAGE_SHIFT)
#define p4d_page(p4d)		pfn_to_page(p4d_pfn(p4d))

static inline unsigned long pmd_page_vaddr(pmd_t pmd)
{
	return (unsigned long)__va(pmd_val(pmd) & PAGE_MASK);
}

static inline pmd_t *pud_pgtable(pud_t pud)
{
	return __va(pud_val(pud) & PAGE_MASK);
}

static inline pud_t *p4d_pgtable(p4d_t p4d)
{
	return __va(p4d_val(p4d) & PAGE_MASK);
}

#endif
