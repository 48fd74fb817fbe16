// SPDX-License-Identifier: GPL-2.0
/*
 * Write the packets of all interfaces inside to a file that tcpdump reads,
 * while a ping of the gateway makes some.
 *
 * usage: capture CONFIG FILE ADDRESS	CONFIG is a file as lkl_config(5) says
 */
#include <arpa/inet.h>
#include <lkl.h>
#include <lkl/linux/if_ether.h>
#include <lkl/linux/icmp.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define NR_PACKETS	8
#define PACKET_BYTES	65536

struct pcap_file {
	unsigned int magic, version, zone, accuracy, max_bytes, link;
};

struct pcap_packet {
	unsigned int sec, usec, bytes, wire_bytes;
};

static int write_packet(FILE *file, const char *packet, long bytes)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	struct pcap_packet header = { ts.tv_sec, ts.tv_nsec / 1000, bytes,
				      bytes };
	return fwrite(&header, sizeof(header), 1, file) == 1 &&
	       fwrite(packet, bytes, 1, file) == 1;
}

static void ping(const char *address)
{
	struct lkl_sockaddr_in in = { .sin_family = LKL_AF_INET };
	/* The checksum of a type of 8 and zeros. */
	struct lkl_icmphdr echo = {
		.type = LKL_ICMP_ECHO,
		.checksum = htons(0xf7ff),
	};
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_RAW, LKL_IPPROTO_ICMP);

	in.sin_addr.s_addr = inet_addr(address);
	lkl_sys_sendto(fd, &echo, sizeof(echo), 0, (void *)&in, sizeof(in));
	lkl_sys_close(fd);
}

/* Up to NR_PACKETS, as long as no second goes by without one. */
static int capture(FILE *file, const char *address)
{
	static const struct pcap_file header = {
		0xa1b2c3d4, 2 | 4 << 16, 0, 0, PACKET_BYTES, 1 };
	static char packet[PACKET_BYTES];
	struct lkl_pollfd pfd = { .events = LKL_POLLIN };
	int nr = 0, ok;
	long bytes;

	pfd.fd = lkl_sys_socket(LKL_AF_PACKET, LKL_SOCK_RAW,
				htons(LKL_ETH_P_ALL));
	ok = pfd.fd >= 0 && fwrite(&header, sizeof(header), 1, file) == 1;
	ping(address);
	while (ok && nr < NR_PACKETS && lkl_sys_poll(&pfd, 1, 1000) == 1) {
		bytes = lkl_sys_recv(pfd.fd, packet, sizeof(packet), 0);
		ok = bytes > 0 && write_packet(file, packet, bytes);
		nr++;
	}
	return ok ? nr : -1;
}

int main(int argc, char **argv)
{
	struct lkl_config *config = lkl_config_new();
	FILE *file = argc == 4 ? fopen(argv[2], "wb") : NULL;
	int nr;

	if (!config || !file) {
		fprintf(stderr, "usage: capture CONFIG FILE ADDRESS\n");
		return 2;
	}
	lkl_host_ops.print = NULL;
	if (lkl_config_load_file(config, argv[1]) || lkl_config_start(config)) {
		fprintf(stderr, "capture: %s\n", lkl_config_error(config));
		return 1;
	}
	nr = capture(file, argv[3]);
	lkl_config_stop(config);
	lkl_config_free(config);
	if (fclose(file) || nr < 0) {
		fprintf(stderr, "capture: %s: not written\n", argv[2]);
		return 1;
	}
	printf("%d packets\n", nr);
	return 0;
}
