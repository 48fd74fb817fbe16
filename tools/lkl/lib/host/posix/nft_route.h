/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Have the sockets of a loaded library be the kernel's.
 */
#ifndef _LKL_HOST_NFT_ROUTE_H
#define _LKL_HOST_NFT_ROUTE_H

#include <link.h>

/**
 * lkl__nft_route() - have a library's calls of socket functions come to us
 * @map: the library; a copy that nobody else uses
 * @own_errno: where callers of the functions find errno
 *
 * The addresses of the functions in its table of imports are replaced, which
 * is the only way that it can reach them.
 * Return: how many were replaced, or -ENOSYS on machines whose tables are not
 * known here.
 */
int lkl__nft_route(const struct link_map *map, int *(*own_errno)(void));

#endif
