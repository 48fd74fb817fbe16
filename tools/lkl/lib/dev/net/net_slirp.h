/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What libslirp is used for, and how it is found.
 *
 * It is loaded when an interface wants it: programs that do not are not linked
 * with it and with what it needs.
 */
#ifndef _LKL_DEV_NET_SLIRP_H
#define _LKL_DEV_NET_SLIRP_H

#include <slirp/libslirp.h>

/** struct lkl__slirp_calls - functions of libslirp, of these types */
struct lkl__slirp_calls {
	__typeof__(&slirp_new) new;
	__typeof__(&slirp_cleanup) cleanup;
	__typeof__(&slirp_pollfds_fill) pollfds_fill;
	__typeof__(&slirp_pollfds_poll) pollfds_poll;
	__typeof__(&slirp_input) input;
	__typeof__(&slirp_add_hostfwd) add_hostfwd;
};

/** lkl__slirp_load() - find libslirp: 0, or -ENOSYS if the host has none */
int lkl__slirp_load(struct lkl__slirp_calls *calls);

/**
 * lkl__slirp_forward() - have ports of the host lead inside
 * @calls: of libslirp
 * @slirp: its instance
 * @list: as forward of struct lkl_netdev_options
 *
 * Return: 0; -EINVAL if @list makes no sense; -EADDRINUSE and the like.
 */
int lkl__slirp_forward(const struct lkl__slirp_calls *calls, Slirp *slirp,
		       const char *list);

#endif
