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

/*
 * Platform devices by id; NULL for one that is being added or removed. The
 * mutex is not held meanwhile: drivers do requests when they probe a device or
 * let go of it, which take as long as the storage wants them to.
 */
static DEFINE_IDR(devices);
static DEFINE_MUTEX(device_mutex);

static int reserve_id(void)
{
	int id;

	mutex_lock(&device_mutex);
	id = idr_alloc(&devices, NULL, 0, 0, GFP_KERNEL);
	mutex_unlock(&device_mutex);
	return id;
}

static void set_device(int id, struct platform_device *pdev)
{
	mutex_lock(&device_mutex);
	if (pdev)
		idr_replace(&devices, pdev, id);
	else
		idr_remove(&devices, id);
	mutex_unlock(&device_mutex);
}

static struct platform_device *take_device(int id)
{
	struct platform_device *pdev;

	mutex_lock(&device_mutex);
	pdev = idr_find(&devices, id);
	if (pdev)
		idr_replace(&devices, NULL, id);
	mutex_unlock(&device_mutex);
	return pdev;
}

static int add(const struct lkl_device *dev)
{
	struct resource res[] = {
		DEFINE_RES_MEM(dev->base, dev->size),
		DEFINE_RES_IRQ(dev->irq),
	};
	struct platform_device *pdev;
	int id = reserve_id();

	if (id < 0)
		return id;
	pdev = platform_device_register_simple(dev->name, id, res,
					       ARRAY_SIZE(res));
	set_device(id, IS_ERR(pdev) ? NULL : pdev);
	return IS_ERR(pdev) ? PTR_ERR(pdev) : id;
}

static void add_device(struct host_thread *self)
{
	self->ret = add((const void *)self->params);
}

/* The id is part of the device's name, so it is given back last. */
static void remove_device(struct host_thread *self)
{
	struct platform_device *pdev = take_device(self->no);

	if (pdev) {
		platform_device_unregister(pdev);
		set_device(self->no, NULL);
	}
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
