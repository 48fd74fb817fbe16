// SPDX-License-Identifier: GPL-2.0
/*
 * Interrupts of file descriptors: where UML has SIGIO, a host thread waits for
 * all watched descriptors at once and raises one interrupt, whose handler runs
 * the drivers' ones.
 */
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/mutex.h>

#include <asm/entry.h>
#include <asm/host.h>
#include <asm/um_host.h>

#include <irq_kern.h>
#include <os.h>

#include "um_host.h"
#include "watch.h"

static DEFINE_MUTEX(poll_lock);
static unsigned long poll_thread;

static irqreturn_t poll_interrupt(int irq, void *unused)
{
	um_raise_watched();
	lkl_um_poll_seen();
	return IRQ_HANDLED;
}

/* Programs that use none of the drivers have no such thread. */
static int start_polling_locked(void)
{
	int err;

	if (poll_thread)
		return 0;
	if (!host_has_threads())
		return -EOPNOTSUPP;
	err = lkl_um_poll_start();
	if (err)
		return err;
	err = request_irq(UM_POLL_IRQ, poll_interrupt, 0, "um-host", NULL);
	if (err)
		goto free;
	poll_thread = host_thread_create(lkl_um_poll_run,
					 (void *)(long)UM_POLL_IRQ);
	if (poll_thread)
		return 0;
	err = -ENOMEM;
	free_irq(UM_POLL_IRQ, NULL);
free:
	lkl_um_poll_free();
	return err;
}

static int start_polling(void)
{
	int err;

	mutex_lock(&poll_lock);
	err = start_polling_locked();
	mutex_unlock(&poll_lock);
	return err;
}

/* Numbers that were asked for are free when their last user is gone. */
static void put_irq(int irq, const char *name)
{
	if (irq < UM_IRQ_FIRST && !irq_has_action(irq))
		lkl_put_irq(irq, name);
}

int um_request_irq(int irq, int fd, enum um_irq_type type,
		   irq_handler_t handler, unsigned long irqflags,
		   const char *devname, void *dev_id)
{
	int err;

	err = start_polling();
	if (err)
		return err;
	if (irq == UM_IRQ_ALLOC)
		irq = lkl_get_free_irq(devname);
	if (irq < 0)
		return irq;
	err = request_irq(irq, handler, irqflags, devname, dev_id);
	if (!err && fd != -1) {
		err = um_watch(fd, type, irq, dev_id);
		if (err)
			free_irq(irq, dev_id);
	}
	if (!err)
		return irq;
	put_irq(irq, devname);
	return err;
}

void um_free_irq(int irq, void *dev_id)
{
	um_unwatch(-1, irq, dev_id);
	free_irq(irq, dev_id);
	put_irq(irq, NULL);
}

void free_irq_by_fd(int fd)
{
	um_unwatch(fd, -1, NULL);
}

void deactivate_fd(int fd, int irqnum)
{
	um_unwatch(fd, irqnum, NULL);
}

/* Descriptors that UML's SIGIO does not work for work here. */
int add_sigio_fd(int fd)
{
	return 0;
}

int ignore_sigio_fd(int fd)
{
	return 0;
}

void sigio_broken(int fd)
{
}

void lkl_um_stop(void)
{
	if (!poll_thread)
		return;
	lkl_um_poll_stop();
	host_thread_join(poll_thread);
	poll_thread = 0;
	lkl_um_poll_free();
}
