// SPDX-License-Identifier: GPL-2.0
/*
 * The tables that the host halves have parts of: UML's linker script makes one
 * of each, and here the linker does because their names are C's.
 */
#include <stddef.h>

#include "um/um.h"

typedef int (*initcall)(void);
typedef void (*exitcall)(void);

/* A table that no host half adds to does not exist. */
#pragma weak __start_um_setup
#pragma weak __stop_um_setup
#pragma weak __start_um_initcall
#pragma weak __stop_um_initcall
#pragma weak __start_um_exitcall
#pragma weak __stop_um_exitcall

extern struct uml_param __start_um_setup[];
extern struct uml_param __stop_um_setup[];
extern initcall __start_um_initcall[];
extern initcall __stop_um_initcall[];
extern exitcall __start_um_exitcall[];
extern exitcall __stop_um_exitcall[];

const struct uml_param *lkl_um_host_params(unsigned int *nr)
{
	*nr = (unsigned int)(__stop_um_setup - __start_um_setup);
	return __start_um_setup;
}

void lkl_um_host_initcalls(void)
{
	initcall *call;

	for (call = __start_um_initcall; call < __stop_um_initcall; call++)
		(*call)();
}

void lkl_um_host_exitcalls(void)
{
	exitcall *call = __stop_um_exitcall;

	while (call > __start_um_exitcall)
		(*--call)();
}
