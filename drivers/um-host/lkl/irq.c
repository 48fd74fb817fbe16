// SPDX-License-Identifier: GPL-2.0
/*
 * Interrupts of file descriptors: where UML has SIGIO, a host thread waits for
 * all watched descriptors at once and raises one interrupt, whose handler runs
 * the drivers' ones.
 */
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#include <asm/entry.h>
#include <asm/host.h>
#include <asm/um_host.h>

#include <irq_kern.h>
#include <os.h>

#include "um_host.h"

/* A descriptor, and whose interrupts it raises; a list for all, under lock. */
struct watch {
	struct list_head list;
	int fd;
	struct {
		int irq;
		int events;
		void *dev_id;
	} use[NUM_IRQ_TYPES];
};

static LIST_HEAD(watches);
static DEFINE_SPINLOCK(watch_lock);
static DEFINE_MUTEX(poll_lock);
static unsigned long poll_thread;

static struct watch *find_watch(int fd)
{
	struct watch *w;

	list_for_each_entry(w, &watches, list)
		if (w->fd == fd)
			return w;
	return NULL;
}

/* The number to raise for an event of a descriptor, or -1. */
static int irq_of(int index, enum um_irq_type type)
{
	int fd = (long)os_epoll_get_data_pointer(index);
	struct watch *w;
	int irq = -1;

	spin_lock(&watch_lock);
	w = find_watch(fd);
	if (w && os_epoll_triggered(index, w->use[type].events))
		irq = w->use[type].irq;
	spin_unlock(&watch_lock);
	return irq;
}

/* A handler may end watches: they are looked for again for each event. */
static void run_handlers(int nr)
{
	int index, type, irq;

	for (index = 0; index < nr; index++) {
		for (type = 0; type < NUM_IRQ_TYPES; type++) {
			irq = irq_of(index, type);
			if (irq >= 0)
				generic_handle_irq(irq);
		}
	}
}

static irqreturn_t poll_interrupt(int irq, void *unused)
{
	int nr;

	do {
		nr = os_waiting_for_events_epoll();
		run_handlers(nr);
	} while (nr > 0 || nr == -EINTR);
	lkl_um_poll_seen();
	return IRQ_HANDLED;
}

/* Tell the host what a descriptor is watched for; drop it if nothing. */
static int update_watch(struct watch *w)
{
	int events = 0, type;

	os_del_epoll_fd(w->fd);
	for (type = 0; type < NUM_IRQ_TYPES; type++)
		events |= w->use[type].events;
	if (events)
		return os_add_epoll_fd(events, w->fd, (void *)(long)w->fd);
	list_del(&w->list);
	kfree(w);
	return 0;
}

/*
 * What is known of the descriptor is about an earlier one of its number:
 * drivers may close one in an interrupt, and free the interrupt later.
 */
static int watch_locked(int irq, int fd, enum um_irq_type type, void *dev_id)
{
	struct watch *w = find_watch(fd);

	if (!w) {
		w = kzalloc(sizeof(*w), GFP_ATOMIC);
		if (!w)
			return -ENOMEM;
		w->fd = fd;
		list_add(&w->list, &watches);
	}
	w->use[type].irq = irq;
	w->use[type].events = os_event_mask(type);
	w->use[type].dev_id = dev_id;
	if (!update_watch(w))
		return 0;
	w->use[type].events = 0;
	update_watch(w);
	return -EINVAL;
}

static int watch_fd(int irq, int fd, enum um_irq_type type, void *dev_id)
{
	unsigned long flags;
	int err;

	err = os_set_fd_block(fd, 0);
	if (err)
		return err;
	spin_lock_irqsave(&watch_lock, flags);
	err = watch_locked(irq, fd, type, dev_id);
	spin_unlock_irqrestore(&watch_lock, flags);
	return err;
}

/* End the uses of an interrupt: of all descriptors if @fd is -1. */
static void unwatch(int fd, int irq, void *dev_id, bool any_dev)
{
	struct watch *w, *next;
	unsigned long flags;
	int type;

	spin_lock_irqsave(&watch_lock, flags);
	list_for_each_entry_safe(w, next, &watches, list) {
		if (fd != -1 && w->fd != fd)
			continue;
		for (type = 0; type < NUM_IRQ_TYPES; type++)
			if (irq == -1 || (w->use[type].irq == irq &&
					  (any_dev ||
					   w->use[type].dev_id == dev_id)))
				w->use[type].events = 0;
		update_watch(w);
	}
	spin_unlock_irqrestore(&watch_lock, flags);
}

void free_irq_by_fd(int fd)
{
	unwatch(fd, -1, NULL, true);
}

void deactivate_fd(int fd, int irqnum)
{
	unwatch(fd, irqnum, NULL, true);
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
		err = watch_fd(irq, fd, type, dev_id);
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
	unwatch(-1, irq, dev_id, false);
	free_irq(irq, dev_id);
	put_irq(irq, NULL);
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
