// SPDX-License-Identifier: GPL-2.0
/*
 * Virtio devices of other processes as they come: connecting to one, and what
 * these processes do not say, or say wrong.
 */
#include <linux/device.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/virtio.h>
#include <linux/virtio_blk.h>
#include <linux/virtio_config.h>
#include <linux/virtio_fs.h>
#include <linux/virtio_ids.h>

#include <os.h>

#include "vhost.h"

int lkl_um_vhost_connect(const char *path)
{
	int fd = os_connect_socket(path);

	if (fd < 0 && fd != -EINTR)
		pr_err("virtio_uml.device=%s: cannot connect: %pe\n", path,
		       ERR_PTR(fd));
	return fd;
}

/* The stock driver's, which are the same for all devices, and ours. */
static const struct virtio_config_ops *stock_ops;
static struct virtio_config_ops share_ops, disk_ops;

/* Where the process tells nothing, the stock function writes nothing. */
static void share_get(struct virtio_device *vdev, unsigned int offset,
		      void *buf, unsigned int len)
{
	struct virtio_fs_config config = {
		.num_request_queues = cpu_to_le32(1),
	};

	strscpy(config.tag, dev_name(vdev->dev.parent), sizeof(config.tag));
	if (offset < sizeof(config))
		memcpy(buf, (char *)&config + offset,
		       min_t(unsigned int, len, sizeof(config) - offset));
	stock_ops->get(vdev, offset, buf, len);
}

/*
 * Processes say that they have no cache when they have one: the field is 0 that
 * qemu does not fill. One that can flush is asked to.
 */
static u64 disk_features(struct virtio_device *vdev)
{
	u64 features = stock_ops->get_features(vdev);

	if (features & BIT_ULL(VIRTIO_BLK_F_FLUSH))
		features &= ~BIT_ULL(VIRTIO_BLK_F_CONFIG_WCE);
	return features;
}

int lkl_um_vhost_register(struct virtio_device *vdev)
{
	stock_ops = vdev->config;
	if (vdev->id.device == VIRTIO_ID_FS) {
		share_ops = *stock_ops;
		share_ops.get = share_get;
		vdev->config = &share_ops;
	}
	if (vdev->id.device == VIRTIO_ID_BLOCK) {
		disk_ops = *stock_ops;
		disk_ops.get_features = disk_features;
		vdev->config = &disk_ops;
	}
	return register_virtio_device(vdev);
}
