// SPDX-License-Identifier: GPL-2.0
/*
 * Plug virtio devices into the running kernel, and pull them out again.
 */
#include <asm/entry.h>
#include <linux/virtio_mmio.h>

#include "host/mem.h"
#include "host/tsan.h"
#include "internal.h"
#include "dev/virtio/virtio_mmio.h"

static int add_to_kernel(struct lkl__virtio_mmio *mmio)
{
	struct lkl_device dev = {
		.name = "virtio-mmio",
		.base = mmio->mem.base,
		.size = LKL__IOMEM_SIZE,
		.irq = mmio->dev->irq,
	};

	mmio->id = lkl_add_device(lkl__self(), &dev);
	lkl__tsan_after_owners();
	return mmio->id < 0 ? mmio->id : 0;
}

int lkl__virtio_mmio_plug(struct lkl__virtio_mmio *mmio,
			  struct lkl__virtio *dev)
{
	int err;

	dev->mem.base = lkl__mem_base();
	dev->mem.bytes = lkl__mem_size();
	dev->irq = lkl_get_free_irq("virtio");
	if (dev->irq < 0)
		return dev->irq;
	err = lkl__virtio_init(dev);
	if (err)
		goto put_irq;
	lkl__virtio_mmio_init(mmio, dev);
	err = lkl__iomem_add(&mmio->mem);
	if (err)
		goto exit_device;
	err = add_to_kernel(mmio);
	if (err)
		goto remove_iomem;
	return 0;

remove_iomem:
	lkl__iomem_remove(&mmio->mem);
exit_device:
	lkl__virtio_exit(dev);
put_irq:
	lkl_put_irq(dev->irq, "virtio");
	return err;
}

void lkl__virtio_mmio_unplug(struct lkl__virtio_mmio *mmio)
{
	struct lkl__virtio *dev = mmio->dev;

	/* -ENODEV after a halt: the kernel has let go of it already. */
	lkl_remove_device(lkl__self(), mmio->id);
	lkl__tsan_after_owners();
	lkl__iomem_remove(&mmio->mem);
	lkl__virtio_exit(dev);
	lkl_put_irq(dev->irq, "virtio");
	mmio->id = -1;
}
