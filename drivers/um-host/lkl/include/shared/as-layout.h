/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the memory is that other processes may be given: all of it is in one
 * file of the host, from physical address 0 on. UML's names for that.
 */
#ifndef _UM_HOST_LKL_AS_LAYOUT_H
#define _UM_HOST_LKL_AS_LAYOUT_H

#include <asm/page.h>

#define uml_physmem	lkl_mem_base
/* UML's own code and data are at its start; here they are elsewhere. */
#define uml_reserved	uml_physmem
#define end_iomem	(lkl_mem_base + lkl_mem_bytes)

/* A descriptor of the file and the offset of @phys in it; or -errno. */
int phys_mapping(unsigned long phys, unsigned long long *offset);

#endif
