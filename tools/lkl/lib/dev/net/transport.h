/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Opening what frames go through on the host, by the code of User Mode Linux's
 * vector driver. Plain C types, and nothing of what uses them.
 */
#ifndef _LKL_DEV_TRANSPORT_H
#define _LKL_DEV_TRANSPORT_H

/**
 * lkl__transport_tap() - open a tap, with a header before each frame
 * @path: the device
 * @name: of the interface; the host's choice if it is empty
 * @flags: IFF_* in addition
 *
 * Return: a descriptor, or -errno.
 */
int lkl__transport_tap(const char *path, const char *name, short flags);

/**
 * lkl__transport_raw() - open a packet socket on an interface
 * @name: of the interface
 *
 * It does not receive what the host sends by the interface.
 * Return: a descriptor, or -errno.
 */
int lkl__transport_raw(const char *name);

#endif
