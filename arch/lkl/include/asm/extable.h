/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The exception table: where execution goes on after an instruction that
 * faulted on the program's memory.
 *
 * Offsets are relative to the member itself, so that lkl.o needs no
 * relocation for them. lkl_fault() looks entries up.
 */
#ifndef _ASM_LKL_EXTABLE_H
#define _ASM_LKL_EXTABLE_H

#define ARCH_HAS_RELATIVE_EXTABLE

struct exception_table_entry {
	int insn;
	int fixup;
};

/**
 * lkl_extable_fixup() - where to continue after a fault
 * @entry: found by search_exception_tables()
 *
 * Return: address of the instruction.
 */
static inline unsigned long
lkl_extable_fixup(const struct exception_table_entry *entry)
{
	return (unsigned long)&entry->fixup + entry->fixup;
}

#endif
