/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the stock vector driver calls here: the Kbuild of this layer renames it.
 */
#ifndef _UM_HOST_LKL_VECTOR_H
#define _UM_HOST_LKL_VECTOR_H

struct arglist;
struct napi_struct;
struct net_device;

/* uml_parse_vector_ifspec(), and NULL for what cannot work, with a message. */
struct arglist *lkl_um_vector_parse(char *text);

/* register_netdevice() */
int lkl_um_vector_register(struct net_device *dev);

/* napi_disable(), which may be of one that was never added. */
void lkl_um_vector_napi_disable(struct napi_struct *napi);

#endif
