// SPDX-License-Identifier: GPL-2.0
/*
 * What the kernel says beside a packet, put into the head that it has in files.
 */
#include "dev/pcap/packet.h"

#include <endian.h>
#include <string.h>

#include <lkl_sys.h>
#include <lkl/linux/if_ether.h>
#include <lkl/linux/if_packet.h>

#define TAG_BYTES	4U
#define MAC_BYTES	12U

/* The kernel takes the tag of a VLAN away from the packet: back with it. */
static char *put_tag(char *packet, const struct lkl_tpacket_auxdata *aux)
{
	uint16_t tag[2] = {
		htobe16(aux->tp_status & LKL_TP_STATUS_VLAN_TPID_VALID ?
			aux->tp_vlan_tpid : LKL_ETH_P_8021Q),
		htobe16(aux->tp_vlan_tci),
	};

	memmove(packet - TAG_BYTES, packet, MAC_BYTES);
	memcpy(packet - TAG_BYTES + MAC_BYTES, tag, TAG_BYTES);
	return packet - TAG_BYTES;
}

static char *put_sll2(char *packet, const struct lkl_sockaddr_ll *addr)
{
	struct lkl__pcap_sll2 header = {
		.protocol = addr->sll_protocol,
		.ifindex = htobe32(addr->sll_ifindex),
		.hatype = htobe16(addr->sll_hatype),
		.pkttype = addr->sll_pkttype,
		.halen = addr->sll_halen,
	};

	memcpy(header.addr, addr->sll_addr, sizeof(header.addr));
	return memcpy(packet - sizeof(header), &header, sizeof(header));
}

void lkl__pcap_parse(const char *data, size_t bytes,
		     struct lkl__pcap_control *control)
{
	const size_t align = sizeof(long) - 1;
	struct lkl_cmsghdr head;
	size_t at = 0;

	while (at + sizeof(head) <= bytes) {
		memcpy(&head, data + at, sizeof(head));
		if (head.cmsg_len < sizeof(head) || head.cmsg_len > bytes - at)
			return;
		if (head.cmsg_level == LKL_SOL_PACKET &&
		    head.cmsg_type == LKL_PACKET_AUXDATA)
			memcpy(&control->aux, data + at + sizeof(head),
			       sizeof(control->aux));
		else if (head.cmsg_level == LKL_SOL_SOCKET &&
			 head.cmsg_type == LKL_SO_TIMESTAMPNS_OLD)
			memcpy(&control->time, data + at + sizeof(head),
			       sizeof(control->time));
		at += (head.cmsg_len + align) & ~align;
	}
}

/* The head of the packet is not counted by @max_bytes, as tcpdump has it. */
void lkl__pcap_describe(struct lkl__pcap_socket *sock, long bytes,
			const struct lkl__pcap_control *control,
			const struct lkl_sockaddr_ll *addr,
			struct lkl__pcap_packet *packet)
{
	char *start = sock->buf + LKL__PCAP_HEADROOM, *data = start;
	uint32_t extra;

	if (sock->link == LKL__PCAP_SLL2)
		data = put_sll2(start, addr);
	else if (control->aux.tp_status & LKL_TP_STATUS_VLAN_VALID &&
		 sock->max_bytes >= MAC_BYTES && bytes >= (long)MAC_BYTES)
		data = put_tag(start, &control->aux);
	extra = start - data;
	packet->data = data;
	packet->wire_bytes = bytes + extra;
	packet->bytes = extra + (bytes < (long)sock->max_bytes ?
				 (uint32_t)bytes : sock->max_bytes);
	packet->sec = control->time.tv_sec;
	packet->nsec = control->time.tv_nsec;
}
