/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Packets of the kernel's interfaces, one after the other.
 */
#ifndef _LKL_DEV_PCAP_SOCKET_H
#define _LKL_DEV_PCAP_SOCKET_H

#include "dev/pcap/file.h"

/** struct lkl__pcap_socket - a packet socket inside */
struct lkl__pcap_socket {
	/** @link: what its packets begin with, LKL__PCAP_* */
	uint32_t link;
	/** @max_bytes: of each, at least 1 */
	uint32_t max_bytes;
	/* private: */
	int fd;
	char *buf;
};

/**
 * lkl__pcap_socket_open() - begin to capture
 * @sock: with @max_bytes; the rest is filled in
 * @ifindex: number of the interface, or 0
 * @buffer_bytes: of packets that were not taken yet
 *
 * Return: 0 or -errno.
 */
int lkl__pcap_socket_open(struct lkl__pcap_socket *sock, int ifindex,
			  int buffer_bytes);

/**
 * lkl__pcap_socket_take() - take the next packet
 * @sock: the socket
 * @packet: filled in; its data are there until the next call
 *
 * Return: 0; -EAGAIN if there is none; -errno if there will be none any more.
 */
int lkl__pcap_socket_take(struct lkl__pcap_socket *sock,
			  struct lkl__pcap_packet *packet);

/** lkl__pcap_socket_dropped() - packets lost since the last call, or before */
uint64_t lkl__pcap_socket_dropped(struct lkl__pcap_socket *sock);

/** lkl__pcap_socket_close() - stop, and free what was opened */
void lkl__pcap_socket_close(struct lkl__pcap_socket *sock);

#endif
