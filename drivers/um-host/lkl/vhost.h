/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the stock driver for vhost-user devices calls here in place of functions
 * of the kernel: the Kbuild of this layer renames them for it.
 */
#ifndef _UM_HOST_LKL_VHOST_H
#define _UM_HOST_LKL_VHOST_H

struct virtio_device;

/* os_connect_socket(), which says what is wrong. */
int lkl_um_vhost_connect(const char *path);

/* vring_transport_features() */
void lkl_um_vhost_features(struct virtio_device *vdev);

/* register_virtio_device() */
int lkl_um_vhost_register(struct virtio_device *vdev);

/* virtio_break_device(), after which nothing waits for it. May sleep. */
void lkl_um_vhost_broken(struct virtio_device *vdev);

#endif
