// SPDX-License-Identifier: GPL-2.0
/*
 * Devices that the host plugs in and out of the platform bus.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/idr.h>
#include <linux/ioport.h>
#include <linux/platform_device.h>

#include <asm/entry.h>

#include "entry.h"
#include "host_thread.h"
#include "start.h"

/* Platform devices by id; the lock is the idr's own use under device_mutex. */
static DEFINE_IDR(devices);
static DEFINE_MUTEX(device_mutex);

static int add(const struct lkl_device *dev, int id)
{
	struct resource res[] = {
		DEFINE_RES_MEM(dev->base, dev->size),
		DEFINE_RES_IRQ(dev->irq),
	};
	struct platform_device *pdev;

	pdev = platform_device_register_simple(dev->name, id, res,
					       ARRAY_SIZE(res));
	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	idr_replace(&devices, pdev, id);
	return id;
}

static void add_device(struct host_thread *self)
{
	const struct lkl_device *dev = (const void *)self->params;
	int id;

	mutex_lock(&device_mutex);
	id = idr_alloc(&devices, NULL, 0, 0, GFP_KERNEL);
	self->ret = id < 0 ? id : add(dev, id);
	if (id >= 0 && self->ret < 0)
		idr_remove(&devices, id);
	mutex_unlock(&device_mutex);
}

static void remove_device(struct host_thread *self)
{
	struct platform_device *pdev;

	mutex_lock(&device_mutex);
	pdev = idr_remove(&devices, self->no);
	if (pdev)
		platform_device_unregister(pdev);
	mutex_unlock(&device_mutex);
	self->ret = pdev ? 0 : -ENODEV;
}

int lkl_add_device(struct lkl_thread *thread,
			       const struct lkl_device *dev)
{
	struct host_thread *self = to_host_thread(thread);
	int ret;

	do {
		ret = lkl_entry_begin(self);
		if (ret)
			return ret;
		self->params = (const void *)dev;
		ret = lkl_entry_call(self, add_device);
	} while (ret == -ERESTARTNOINTR);
	return ret;
}

int lkl_remove_device(struct lkl_thread *thread, int id)
{
	struct host_thread *self = to_host_thread(thread);
	int ret;

	do {
		ret = lkl_entry_begin(self);
		if (ret)
			return ret;
		self->no = id;
		ret = lkl_entry_call(self, remove_device);
	} while (ret == -ERESTARTNOINTR);
	return ret;
}
