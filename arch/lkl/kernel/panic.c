// SPDX-License-Identifier: GPL-2.0
/*
 * A panic goes to the host: there is no machine to hang.
 */
#include <linux/init.h>
#include <linux/panic_notifier.h>

#include "setup.h"
#include "stop.h"

static int stop_on_panic(struct notifier_block *nb, unsigned long event,
			 void *message)
{
	lkl_stop(message);
}

/* Last: other notifiers may still want to print. */
static struct notifier_block panic_notifier = {
	.notifier_call	= stop_on_panic,
	.priority	= INT_MIN,
};

/* Called first thing in setup_arch(): a panic may come at any time. */
void __init lkl_panic_init(void)
{
	atomic_notifier_chain_register(&panic_notifier_list, &panic_notifier);
}
