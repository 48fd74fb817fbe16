// SPDX-License-Identifier: GPL-2.0
/*
 * The end: what UML calls when it exits is called when the kernel halts.
 */
#include <linux/init.h>
#include <linux/limits.h>
#include <linux/notifier.h>
#include <linux/reboot.h>

#include <init.h>

#include "um_host.h"

extern exitcall_t __uml_exitcall_begin[], __uml_exitcall_end[];

/* Last registered, first called. File systems are clean by now. */
static int um_shutdown(struct notifier_block *nb, unsigned long event,
		       void *unused)
{
	exitcall_t *call = __uml_exitcall_end;

	while (call-- > __uml_exitcall_begin)
		(*call)();
	lkl_um_host_exitcalls();
	return NOTIFY_DONE;
}

static struct notifier_block um_exit_notifier = {
	.notifier_call	= um_shutdown,
	.priority	= INT_MIN,
};

static int __init um_exit_init(void)
{
	return register_reboot_notifier(&um_exit_notifier);
}
arch_initcall(um_exit_init);
