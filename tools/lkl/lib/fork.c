// SPDX-License-Identifier: GPL-2.0
/*
 * The child of fork(): the kernel stays with the parent.
 */
#include <errno.h>
#include <pthread.h>

#include <asm/entry.h>

#include "fork.h"
#include "host/posix/posix.h"
#include "self.h"
#include "stage.h"

/* The forking thread's copy, which is the only thread. */
static void in_child(void)
{
	if (!lkl_abandon())
		return;
	lkl__stages_abandon();
	lkl__posix_mem_abandon();
	lkl__posix_vm_abandon();
	lkl__self_abandon();
}

int lkl__fork_watch(void)
{
	return pthread_atfork(NULL, NULL, in_child) ? -ENOMEM : 0;
}
