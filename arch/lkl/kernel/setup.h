/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LKL_SETUP_H
#define _LKL_SETUP_H

/* Take the memory from the host that @cmdline asks for: 0 or -errno. */
int lkl_setup_memory(const char *cmdline);
void lkl_setup_free_memory(void);

/* panic.c */
void lkl_panic_init(void);

#endif
