/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the kernel's side of this folder meets the library's, which is in
 * tools/lkl/lib/um. Both include it.
 */
#ifndef _UM_HOST_LKL_UM_HOST_H
#define _UM_HOST_LKL_UM_HOST_H

/**
 * lkl_um_poll_run() - wait for events, for as long as there is a kernel
 * @irq: what to raise, as an integer, when a watched descriptor is ready
 *
 * After raising it, waits for lkl_um_poll_seen(), so that one event is not
 * told twice. Context: a host thread of its own. Returns after
 * lkl_um_poll_stop().
 */
void lkl_um_poll_run(void *irq);

/**
 * lkl_um_poll_start() - make what lkl_um_poll_run() waits with
 *
 * Context: no block. Return: 0 or -errno.
 */
int lkl_um_poll_start(void);

/** lkl_um_poll_seen() - all events there were have been taken: no block */
void lkl_um_poll_seen(void);

/** lkl_um_poll_stop() - have lkl_um_poll_run() return: no block */
void lkl_um_poll_stop(void);

/** lkl_um_poll_free() - after lkl_um_poll_run() has returned */
void lkl_um_poll_free(void);

/**
 * lkl_um_mem_fd() - the file that the kernel's memory is, from its start on
 *
 * Context: no block. Return: a descriptor, which stays the host's; -ENODEV if
 * the program has brought memory of its own.
 */
int lkl_um_mem_fd(void);

/**
 * lkl_um_transport_try() - whether something can be connected to
 * @transport: tap, raw, hybrid or fd; all others are believed
 * @ifname: the interface of the host, or NULL
 * @fd: the number of a descriptor as text, or NULL
 *
 * A tap that is not there is made, and goes away again. Context: no block.
 * Return: 0 or -errno.
 */
int lkl_um_transport_try(const char *transport, const char *ifname,
			 const char *fd);

#endif
