/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What other drivers ask of the one for vhost-user devices.
 */
#ifndef _UM_HOST_LKL_VIRTIO_UML_H
#define _UM_HOST_LKL_VIRTIO_UML_H

#include <linux/types.h>

struct virtio_device;

void virtio_uml_set_no_vq_suspend(struct virtio_device *vdev,
				  bool no_vq_suspend);

#endif
