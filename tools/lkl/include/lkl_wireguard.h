/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WireGuard interfaces and their peers.
 *
 * Errors are negative Linux errno values.
 */
#ifndef _LKL_WIREGUARD_H
#define _LKL_WIREGUARD_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** define LKL_WIREGUARD_KEY - bytes of a key */
#define LKL_WIREGUARD_KEY	32

/**
 * lkl_wireguard_key() - a key from its text
 * @text: as "wg genkey" and "wg pubkey" write it, 44 characters
 * @key: filled in, LKL_WIREGUARD_KEY bytes
 *
 * Needs no kernel.
 * Return: 0, or -EINVAL if it is no key.
 */
int lkl_wireguard_key(const char *text, uint8_t *key);

/**
 * lkl_wireguard_add() - make an interface
 * @name: its name, such as "wg0"
 * @secret: its secret key
 * @port: the UDP port on which it hears peers; 0: one that is free
 *
 * Addresses, routes and switching it on are left to lkl_net.h.
 * Return: its number; -EEXIST if the name is in use; -EOPNOTSUPP if the kernel
 * has no WireGuard; -errno.
 */
int lkl_wireguard_add(const char *name, const uint8_t *secret,
		      unsigned int port);

/** struct lkl_wireguard_peer - a peer, and addresses that are behind it */
struct lkl_wireguard_peer {
	/** @size: sizeof(struct lkl_wireguard_peer) */
	size_t size;
	/** @key: its public key */
	const uint8_t *key;
	/** @endpoint: struct lkl_sockaddr_in or lkl_sockaddr_in6; NULL: wait */
	const void *endpoint;
	/** @af: family of @addr; 0: no addresses are added */
	int af;
	/** @addr: packets to here go to the peer, and may come from it */
	const void *addr;
	/** @len: bits of the prefix of @addr; 0: everywhere */
	unsigned int len;
	/** @keepalive: seconds after which to send when idle; 0: never */
	unsigned int keepalive;
};

/**
 * lkl_wireguard_peer() - add a peer, or addresses to one that there is
 * @name: of the interface
 * @peer: the peer
 *
 * Return: 0; -EINVAL; -ENODEV if there is no such interface; -errno.
 */
int lkl_wireguard_peer(const char *name,
		       const struct lkl_wireguard_peer *peer);

#ifdef __cplusplus
}
#endif

#endif
