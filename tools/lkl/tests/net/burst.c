// SPDX-License-Identifier: GPL-2.0
/*
 * A program that sends more at once than its interface can take for the moment
 * loses none of it: what it is connected to is slow to read, and then does.
 */
#include "net.h"

#define DATAGRAMS	3000
#define FIRST_PORT	10000

/* An Ethernet frame with the headers of IPv4 and UDP, without options. */
struct frame {
	unsigned char mac[12];
	uint16_t type;
	unsigned char ip[20];
	uint16_t from, to;
	unsigned char rest[200];
} __attribute__((packed));

/* One to each port; the socket has room for all of them. */
static int send_all(void)
{
	struct sockaddr_in in = in4("10.9.0.3", 0);
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	int room = 64 << 20, i, sent = 0;
	static char data[64];

	lkl_sys_setsockopt(fd, LKL_SOL_SOCKET, LKL_SO_SNDBUFFORCE,
			   (char *)&room, sizeof(room));
	for (i = 0; i < DATAGRAMS; i++) {
		in.sin_port = htons(FIRST_PORT + i);
		sent += lkl_sys_sendto(fd, data, sizeof(data),
				       LKL_MSG_DONTWAIT, (void *)&in,
				       sizeof(in)) == sizeof(data);
	}
	lkl_sys_close(fd);
	return sent;
}

/* Return: how many of the ports something came to, until nothing comes. */
static int receive_all(int fd)
{
	static unsigned char seen[DATAGRAMS];
	struct timeval patience = { .tv_sec = 5 };
	struct frame frame;
	unsigned int port;
	int got = 0;

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	while (got < DATAGRAMS && recv(fd, &frame, sizeof(frame), 0) > 0) {
		port = ntohs(frame.to) - FIRST_PORT;
		if (ntohs(frame.type) != 0x0800 || frame.ip[9] != IPPROTO_UDP ||
		    port >= DATAGRAMS || seen[port])
			continue;
		seen[port] = 1;
		got++;
	}
	return got;
}

int main(void)
{
	uint8_t mac[6] = { 2, 2, 3, 4, 5, 6 };
	unsigned int peer = inet_addr("10.9.0.3");
	int fds[2], id, ifindex;

	KTAP_PLAN(5);
	boot("mem=64M");
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair: %s", strerror(errno));
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0]);
	ifindex = if_setup(id, "10.9.0.2", 24);
	CHECK(ifindex > 0, "an interface");
	CHECK_EQ(lkl_add_neighbor(ifindex, LKL_AF_INET, &peer, mac), 0,
		 "a neighbour");
	CHECK_EQ(send_all(), DATAGRAMS, "all are sent, and nobody reads");
	CHECK_EQ(receive_all(fds[1]), DATAGRAMS, "all of them come");
	CHECK_EQ(lkl_netdev_close(id), 0, "close");
	lkl_sys_halt();
	return KTAP_END();
}
