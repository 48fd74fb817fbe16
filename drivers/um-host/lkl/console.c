// SPDX-License-Identifier: GPL-2.0
/*
 * The end of a console's channel: an interrupt finds out, a task frees what was
 * requested for it. UML does so before it returns from its SIGIO.
 */
#include <linux/tty.h>
#include <linux/workqueue.h>

#include <irq_kern.h>

#include "console.h"

static void free_work(struct work_struct *unused)
{
	free_irqs();
}

static DECLARE_WORK(um_free_work, free_work);

/* Whoever hears of the hangup may open the line again. */
void um_console_hangup(struct tty_port *port, bool check_clocal)
{
	schedule_work(&um_free_work);
	tty_port_tty_hangup(port, check_clocal);
}
