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
 *
 * The addresses of the functions in its table of imports are replaced, which
 * is the only way that it can reach them.
 * Return: how many were replaced, or -ENOSYS on machines whose tables are not
 * known here.
 */
int lkl__nft_route(const struct link_map *map);

/** lkl__nft_function() - our function of a name that it imports, or NULL */
void *lkl__nft_function(const char *name);

/** lkl__nft_use_errno() - where callers of the functions find errno */
void lkl__nft_use_errno(int *(*own_errno)(void));

/**
 * lkl__nft_reserve() - have the socket that libnftables will ask for
 *
 * It ends the program when it does not get one. Whatever makes that impossible
 * is found here: there is no kernel, it has no nftables, no descriptor is free.
 * Return: 0; -ENODEV if no kernel runs; -errno.
 */
int lkl__nft_reserve(void);

/** lkl__nft_release() - close it if it was not asked for */
void lkl__nft_release(void);

#endif
