// SPDX-License-Identifier: GPL-2.0
/*
 * Which descriptors of the host are watched, and whose interrupts they raise.
 */
#include <linux/errno.h>
#include <linux/irq.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include <os.h>

#include "watch.h"

/* A descriptor; on a list with all others, under the lock. */
struct watch {
	struct list_head list;
	int fd;
	struct use {
		int irq;
		int events;
		void *dev_id;
	} use[NUM_IRQ_TYPES];
};

static LIST_HEAD(watches);
static DEFINE_SPINLOCK(watch_lock);

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

void um_raise_watched(void)
{
	int nr;

	do {
		nr = os_waiting_for_events_epoll();
		run_handlers(nr);
	} while (nr > 0 || nr == -EINTR);
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

static int watch_locked(int fd, enum um_irq_type type, struct use use)
{
	struct watch *w = find_watch(fd);

	if (!w) {
		w = kzalloc(sizeof(*w), GFP_ATOMIC);
		if (!w)
			return -ENOMEM;
		w->fd = fd;
		list_add(&w->list, &watches);
	}
	w->use[type] = use;
	if (!update_watch(w))
		return 0;
	w->use[type].events = 0;
	update_watch(w);
	return -EINVAL;
}

int um_watch(int fd, enum um_irq_type type, int irq, void *dev_id)
{
	struct use use = {
		.irq	= irq,
		.events	= os_event_mask(type),
		.dev_id	= dev_id,
	};
	unsigned long flags;
	int err;

	err = os_set_fd_block(fd, 0);
	if (err)
		return err;
	spin_lock_irqsave(&watch_lock, flags);
	err = watch_locked(fd, type, use);
	spin_unlock_irqrestore(&watch_lock, flags);
	return err;
}

/* Returns whether there was one. */
static bool end_uses(struct watch *w, int irq, const void *dev_id)
{
	bool ended = false;
	struct use *use;

	for (use = w->use; use < w->use + NUM_IRQ_TYPES; use++) {
		if (!use->events || (irq != -1 && use->irq != irq) ||
		    (dev_id && use->dev_id != dev_id))
			continue;
		use->events = 0;
		ended = true;
	}
	return ended;
}

/*
 * The host is told of changes only: the number of a descriptor that a driver
 * has closed, but whose interrupt is yet to be freed, may be the program's now.
 */
void um_unwatch(int fd, int irq, void *dev_id)
{
	struct watch *w, *next;
	unsigned long flags;

	spin_lock_irqsave(&watch_lock, flags);
	list_for_each_entry_safe(w, next, &watches, list)
		if ((fd == -1 || w->fd == fd) && end_uses(w, irq, dev_id))
			update_watch(w);
	spin_unlock_irqrestore(&watch_lock, flags);
}
