/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The host half of tap and macvtap interfaces: opening them and setting what
 * they do. Plain C types, and nothing of what uses them.
 */
#ifndef _LKL_DEV_TAP_HOST_H
#define _LKL_DEV_TAP_HOST_H

/** define LKL__TAP_CSUM - readers and writers take unfinished checksums */
#define LKL__TAP_CSUM	1U
/** define LKL__TAP_TSO4 - and TCP over IPv4 that is not cut yet */
#define LKL__TAP_TSO4	2U
/** define LKL__TAP_TSO6 - and TCP over IPv6 */
#define LKL__TAP_TSO6	4U
/** define LKL__TAP_ECN - and TCP with ECN */
#define LKL__TAP_ECN	8U
/** define LKL__TAP_USO - and UDP */
#define LKL__TAP_USO	16U

/**
 * lkl__tap_open() - open a queue of a tap interface
 * @name: of the interface; made if it does not exist
 * @multi: it has more than one queue
 *
 * Return: a non-blocking descriptor; -ENOENT if the host has no tap driver;
 * -EPERM; -EBUSY if it is in use; -EINVAL if it is no tap or not @multi.
 */
int lkl__tap_open(const char *name, int multi);

/**
 * lkl__tap_open_device() - open a queue of a macvtap interface
 * @path: its device
 * @multi: it has more than one queue
 *
 * Return: a non-blocking descriptor; -EINVAL if it is no such device; -errno.
 */
int lkl__tap_open_device(const char *path, int multi);

/** lkl__tap_is() - whether a descriptor is one of a tap or macvtap */
int lkl__tap_is(int fd);

/** lkl__tap_has_interface() - whether that of a tap was not deleted yet */
int lkl__tap_has_interface(int fd);

/**
 * lkl__tap_set_header() - have a header before each frame
 * @fd: the tap
 * @bytes: its size; at least 10
 *
 * Return: 0; -EINVAL if the tap was opened without; -errno.
 */
int lkl__tap_set_header(int fd, int bytes);

/**
 * lkl__tap_set_offloads() - what may be left undone in frames that are read
 * @fd: the tap
 * @offloads: LKL__TAP_*
 *
 * Return: 0, or -EINVAL if the host cannot do one of them.
 */
int lkl__tap_set_offloads(int fd, unsigned int offloads);

/**
 * lkl__tap_attach() - start or stop to have a queue used
 * @fd: the queue
 * @on: 1 or 0
 *
 * Return: 0 or -errno.
 */
int lkl__tap_attach(int fd, int on);

#endif
