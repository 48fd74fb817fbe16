// SPDX-License-Identifier: GPL-2.0
/*
 * The death of the kernel inside: calls fail from then on, and the thread that
 * ends the program is told.
 */
#include "lklfuse/panic.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include <lkl.h>
#include <lkl/asm/host_ops.h>

#include "lklfuse/turn.h"

/* Written with atomics: the kernel may die on any thread. */
static int dead, told;

static void on_panic(void)
{
	int signo;

	__atomic_store_n(&dead, 1, __ATOMIC_SEQ_CST);
	signo = __atomic_load_n(&told, __ATOMIC_SEQ_CST);
	if (signo)
		kill(getpid(), signo);
}

bool panic_happened(void)
{
	return __atomic_load_n(&dead, __ATOMIC_SEQ_CST);
}

void panic_tell(int signo)
{
	__atomic_store_n(&told, signo, __ATOMIC_SEQ_CST);
	if (panic_happened())
		kill(getpid(), signo);
}

int panic_init(void)
{
	struct lkl_host_table table = *lkl_posix_table();

	lkl_host_ops.panic = on_panic;
	turn_watch(&table);
	return lkl_init_table(&table);
}
