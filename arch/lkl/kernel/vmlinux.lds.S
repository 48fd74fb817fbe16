/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linker script of lkl.o: input of ld -r, whose output another link places.
 *
 * Bounding symbols stand inside sections, since only those move along with the
 * contents. Each section has an address of its own, which the final link
 * ignores: kallsyms tells text from data by address. What holds pointers is in
 * sections that the host's linker makes writable during relocation, so that a
 * shared object has no text relocations.
 */
#define RO_EXCEPTION_TABLE
#include <asm-generic/vmlinux.lds.h>
#include <asm/cache.h>
#include <asm/page.h>
#include <asm/thread_info.h>

#define RELRO_TABLES							\
	. = ALIGN(8);							\
	BOUNDED_SECTION_BY(__tracepoints_ptrs, ___tracepoints_ptrs)	\
	. = ALIGN(8);							\
	BOUNDED_SECTION_PRE_LABEL(.pci_fixup_early,  _pci_fixups_early,  __start, __end) \
	BOUNDED_SECTION_PRE_LABEL(.pci_fixup_header, _pci_fixups_header, __start, __end) \
	BOUNDED_SECTION_PRE_LABEL(.pci_fixup_final,  _pci_fixups_final,  __start, __end) \
	BOUNDED_SECTION_PRE_LABEL(.pci_fixup_enable, _pci_fixups_enable, __start, __end) \
	BOUNDED_SECTION_PRE_LABEL(.pci_fixup_resume, _pci_fixups_resume, __start, __end) \
	BOUNDED_SECTION_PRE_LABEL(.pci_fixup_suspend, _pci_fixups_suspend, __start, __end) \
	BOUNDED_SECTION_PRE_LABEL(.pci_fixup_resume_early, _pci_fixups_resume_early, __start, __end) \
	BOUNDED_SECTION_PRE_LABEL(.pci_fixup_suspend_late, _pci_fixups_suspend_late, __start, __end) \
	. = ALIGN(8);							\
	BOUNDED_SECTION_PRE_LABEL(.builtin_fw, _builtin_fw, __start, __end) \
	. = ALIGN(8);							\
	__start___ksymtab = .;						\
	KEEP(*(SORT(___ksymtab+*)))					\
	__stop___ksymtab = .;						\
	__start___ksymtab_gpl = .;					\
	KEEP(*(SORT(___ksymtab_gpl+*)))					\
	__stop___ksymtab_gpl = .;					\
	*(__ksymtab_strings)						\
	. = ALIGN(8);							\
	BOUNDED_SECTION_BY(__param, ___param)

jiffies = jiffies_64;

SECTIONS
{
	.text 0x0 : ALIGN(PAGE_SIZE) {
		_text = .;
		_stext = .;
		TEXT_TEXT
		SCHED_TEXT
		LOCK_TEXT
		KPROBES_TEXT
		IRQENTRY_TEXT
		SOFTIRQENTRY_TEXT
		ENTRY_TEXT
		*(.fixup)
		_sinittext = .;
		INIT_TEXT
		_einittext = .;
		EXIT_TEXT
		_etext = .;
	}

	.rodata 0x10000000 : ALIGN(PAGE_SIZE) {
		__start_rodata = .;
		*(EXCLUDE_FILE(*.kallsyms.o) .rodata
		  EXCLUDE_FILE(*.kallsyms.o) .rodata.*)
		*(.rodata1)
		*(__tracepoints_strings)
		__end_rodata = .;
	}

	.notes 0x18000000 : {
		BOUNDED_SECTION_BY(.note.Linux, _notes)
	}
	.note.lkl 0x1c000000 : { KEEP(*(.note.lkl)) }

	.data.rel.ro 0x20000000 : ALIGN(PAGE_SIZE) {
		*(.data.rel.ro .data.rel.ro.*)
		SCHED_DATA
		RELRO_TABLES
		. = ALIGN(8);
		*.kallsyms.o(.rodata .rodata.*)
	}

	.data 0x30000000 : ALIGN(PAGE_SIZE) {
		_sdata = .;
		INIT_TASK_DATA(PAGE_SIZE)
		NOSAVE_DATA
		PAGE_ALIGNED_DATA(PAGE_SIZE)
		CACHELINE_ALIGNED_DATA(L1_CACHE_BYTES)
		READ_MOSTLY_DATA(L1_CACHE_BYTES)
		DATA_DATA
		/* What holds pointers, with -fPIC; .data.rel.ro is placed. */
		*(.data.rel .data.rel.*)
		RO_AFTER_INIT_DATA
		/* Attributes of sysfs: lockdep wants them in kernel data. */
		. = ALIGN(8);
		BOUNDED_SECTION_BY(__modver, ___modver)
		/* Sorted at boot. */
		. = ALIGN(8);
		BOUNDED_SECTION_BY(__ex_table, ___ex_table)
		. = ALIGN(PAGE_SIZE);
		__per_cpu_load = .;
		PERCPU_INPUT(L1_CACHE_BYTES)
		_edata = .;
		. = ALIGN(PAGE_SIZE);
		__init_begin = .;
		INIT_DATA
		*(.ref.rodata)
		INIT_SETUP(16)
		INIT_CALLS
		CON_INITCALL
		INIT_RAM_FS
		EXIT_DATA
#ifdef CONFIG_UM_HOST
		. = ALIGN(8);
		__uml_exitcall_begin = .;
		KEEP(*(.uml.exitcall.exit))
		__uml_exitcall_end = .;
		/* an array of structs as large as this */
		. = ALIGN(16);
		__uml_setup_start = .;
		KEEP(*(.uml.setup.init))
		__uml_setup_end = .;
		*(.uml.help.init)
#endif
		__init_end = .;
	}

	.bss 0x40000000 : ALIGN(PAGE_SIZE) {
		__bss_start = .;
		*(.bss..page_aligned)
		. = ALIGN(PAGE_SIZE);
		*(.dynbss .dynsbss)
		*(SBSS_MAIN)
		*(.scommon)
		*(BSS_MAIN)
		*(COMMON)
		. = ALIGN(8);
		__bss_stop = .;
		_end = .;
	}

	/* Without it, programs that link lkl.o get an executable stack. */
	.note.GNU-stack 0 : { *(.note.GNU-stack) }

	DWARF_DEBUG
	.comment 0 : { *(.comment) }

	/DISCARD/ : {
		EXIT_CALL
		COMMON_DISCARDS
		*(.note.gnu.property)
		*(.eh_frame)
	}
}
