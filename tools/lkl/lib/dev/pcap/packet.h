/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From what a packet socket of the kernel gives to a packet of a file.
 */
#ifndef _LKL_DEV_PCAP_PACKET_H
#define _LKL_DEV_PCAP_PACKET_H

#include <lkl_sys.h>
#include <lkl/linux/if_packet.h>

#include "dev/pcap/socket.h"

/** define LKL__PCAP_HEADROOM - before a packet: for a tag, or a header */
#define LKL__PCAP_HEADROOM	sizeof(struct lkl__pcap_sll2)

/** struct lkl__pcap_control - ancillary data of a packet */
struct lkl__pcap_control {
	struct lkl_tpacket_auxdata aux;
	struct lkl_timespec time;
};

/** lkl__pcap_parse() - find what is known in @bytes of ancillary @data */
void lkl__pcap_parse(const char *data, size_t bytes,
		     struct lkl__pcap_control *control);

/**
 * lkl__pcap_describe() - describe a packet that was received
 * @sock: the socket; its buffer has the packet after LKL__PCAP_HEADROOM
 * @bytes: that the packet had; more than there are, if it was cut off
 * @control: what came with it
 * @addr: and where from
 * @packet: set, until the next is received
 */
void lkl__pcap_describe(struct lkl__pcap_socket *sock, long bytes,
			const struct lkl__pcap_control *control,
			const struct lkl_sockaddr_ll *addr,
			struct lkl__pcap_packet *packet);

#endif
