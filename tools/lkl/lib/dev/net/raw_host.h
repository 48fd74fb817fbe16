/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The host half of packet sockets: opening one on an interface. Plain C types,
 * and nothing of what uses them.
 */
#ifndef _LKL_DEV_RAW_HOST_H
#define _LKL_DEV_RAW_HOST_H

/**
 * lkl__raw_open() - open a packet socket
 * @name: of the interface, which is made to receive everything
 *
 * It does not receive what the host sends by the interface.
 * Return: a descriptor; -EPERM; -ENODEV; -errno.
 */
int lkl__raw_open(const char *name);

/**
 * lkl__raw_set_header() - have a virtio header before each frame
 * @fd: the socket
 * @bytes: its size
 *
 * Return: 0, or -errno if the host cannot do so.
 */
int lkl__raw_set_header(int fd, int bytes);

#endif
