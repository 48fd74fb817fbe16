/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is captured: frames on the wire of an interface, and the file that they
 * are in afterwards.
 */
#ifndef LKL_TESTS_CAPTURE_H
#define LKL_TESTS_CAPTURE_H

#include "net.h"

#include <stdio.h>

/* The other end of eth0. */
static int wire, ifindex;

#define FILE_NAME	"lkl-pcap.test"
#define MAX_PACKETS	64

struct packet {
	uint32_t sec, nsec, bytes, wire_bytes;
	const unsigned char *data;
};

/* What was read of a file. */
static unsigned char contents[1 << 22];
static struct packet packets[MAX_PACKETS];
static uint32_t link_type;

/* Return: how many packets, or -1 if it is no such file. */
static UNUSED int read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t bytes = fread(contents, 1, sizeof(contents), file), at = 24;
	uint32_t head[6];
	int nr = 0;

	fclose(file);
	memcpy(head, contents, sizeof(head));
	if (bytes < at || head[0] != 0xa1b23c4d || head[1] != (2 | 4 << 16))
		return -1;
	link_type = head[5];
	for (; at + 16 <= bytes && nr < MAX_PACKETS; nr++) {
		memcpy(&packets[nr], contents + at, 16);
		packets[nr].data = contents + at + 16;
		at += 16 + packets[nr].bytes;
	}
	return at == bytes || nr == MAX_PACKETS ? nr : -1;
}

#define PCAP_OPEN(p, ...) lkl_pcap_open(&(struct lkl_pcap_options) { \
	.size = sizeof(struct lkl_pcap_options), __VA_ARGS__ }, p)

/* A frame of a protocol that nobody answers, with a VLAN tag or without. */
static UNUSED size_t make_frame(unsigned char *frame, size_t bytes, int vlan)
{
	static const unsigned char tag[] = { 0x81, 0, 0, 77 };
	size_t at = 12;

	memset(frame, 0xff, 6);
	memset(frame + 6, 2, 6);
	if (vlan) {
		memcpy(frame + at, tag, sizeof(tag));
		at += sizeof(tag);
	}
	frame[at++] = 0x88;
	frame[at++] = 0xb5;
	pattern(frame + at, bytes - at, bytes);
	return bytes;
}

static UNUSED void inject(const unsigned char *frame, size_t bytes)
{
	if (write(wire, frame, bytes) != (ssize_t)bytes)
		KTAP_BAIL("write");
}

/* Have the kernel send a datagram. Return: bytes of its frame. */
static UNUSED int sent_frame(unsigned char *frame)
{
	struct sockaddr_in in = in4("10.9.0.1", 9);
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	unsigned int peer = in.sin_addr.s_addr;
	uint8_t mac[6] = { 2, 2, 3, 4, 5, 6 };

	lkl_add_neighbor(ifindex, LKL_AF_INET, &peer, mac);
	lkl_sys_sendto(fd, "outside", 7, 0, (void *)&in, sizeof(in));
	lkl_sys_close(fd);
	return read(wire, frame, 2048);
}

/* Wait until the kernel has taken what was injected. */
static UNUSED void wait_frames(long frames)
{
	char path[] = "/sysfs/class/net/eth0/statistics/rx_packets";
	char text[32] = "";
	int i;
	long fd;

	for (i = 0; i < 1000 && atol(text) < frames; i++) {
		usleep(10000);
		fd = lkl_sys_open(path, LKL_O_RDONLY, 0);
		lkl_sys_read(fd, text, sizeof(text) - 1);
		lkl_sys_close(fd);
	}
}

/* One end of a pair is eth0, the other the wire. */
static UNUSED void boot_with_wire(void)
{
	int fds[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	boot("mem=64M ipv6.disable=1");
	wire = fds[1];
	ifindex = if_setup(NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0]),
			   "10.9.0.2", 24);
	lkl_if_set_ipv4(1, inet_addr("127.0.0.1"), 8);
	lkl_if_up(1);
}

#endif
