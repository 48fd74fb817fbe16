// SPDX-License-Identifier: GPL-2.0
/*
 * Packets are written to files as they were, of one interface and of all, and
 * what cannot be written is told.
 */
#include "net.h"

#include <fcntl.h>
#include <lkl/linux/if_tun.h>
#include <stdio.h>
#include <time.h>

#define FILE_NAME	"lkl-pcap.test"
#define NR_LOST		2000
#define MAX_PACKETS	64

struct packet {
	uint32_t sec, nsec, bytes, wire_bytes;
	const unsigned char *data;
};

/* The other end of eth0. */
static int wire, ifindex;

/* What was read of a file. */
static unsigned char contents[1 << 22];
static struct packet packets[MAX_PACKETS];
static uint32_t link_type;

/* Return: how many packets, or -1 if it is no such file. */
static int read_file(const char *path)
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
static size_t make_frame(unsigned char *frame, size_t bytes, int vlan)
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

static void inject(const unsigned char *frame, size_t bytes)
{
	if (write(wire, frame, bytes) != (ssize_t)bytes)
		KTAP_BAIL("write");
}

/* Have the kernel send a datagram. Return: bytes of its frame. */
static int sent_frame(unsigned char *frame)
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

/* In any order: the kernel takes frames in batches, and sorts them. */
static int has(int nr, const unsigned char *frame, size_t bytes)
{
	int i;

	for (i = 0; i < nr; i++) {
		if (packets[i].bytes == bytes &&
		    packets[i].wire_bytes == bytes &&
		    !memcmp(packets[i].data, frame, bytes))
			return 1;
	}
	return 0;
}

/* Wait until the kernel has taken what was injected. */
static void wait_frames(long frames)
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

static void test_ethernet(void)
{
	static unsigned char frames[4][2048];
	struct lkl_pcap_counts counts = { 0 };
	struct lkl_pcap *pcap;
	time_t before = time(NULL);
	size_t bytes[4];
	int i;

	CHECK_EQ(PCAP_OPEN(&pcap, .ifindex = ifindex, .path = FILE_NAME), 0,
		 "of eth0");
	bytes[0] = make_frame(frames[0], 60, 0);
	bytes[1] = make_frame(frames[1], 1514, 0);
	bytes[2] = make_frame(frames[2], 600, 1);
	for (i = 0; i < 3; i++)
		inject(frames[i], bytes[i]);
	wait_frames(3);
	bytes[3] = sent_frame(frames[3]);
	CHECK(!lkl_pcap_close(pcap, &counts) && counts.written == 4 &&
	      !counts.dropped, "four packets");
	CHECK(read_file(FILE_NAME) == 4 && link_type == 1, "are in the file");
	CHECK(has(4, frames[0], bytes[0]) && has(4, frames[1], bytes[1]),
	      "as they came");
	CHECK(has(4, frames[2], bytes[2]), "with the tag of a VLAN");
	CHECK(bytes[3] > 42 && has(4, frames[3], bytes[3]), "as they went");
	for (i = 0; i < 4; i++)
		if (packets[i].sec + 1 < before ||
		    packets[i].sec > time(NULL) + 1 ||
		    packets[i].nsec >= 1000000000)
			break;
	CHECK_EQ(i, 4, "when they did");
}

static void test_short(void)
{
	unsigned char frame[2048];
	struct lkl_pcap *pcap;

	CHECK_EQ(PCAP_OPEN(&pcap, .ifindex = ifindex, .path = FILE_NAME,
			   .max_bytes = 50), 0, "50 bytes of each");
	sent_frame(frame);
	make_frame(frame, 1000, 0);
	inject(frame, 1000);
	wait_frames(4);
	lkl_pcap_close(pcap, NULL);
	CHECK(read_file(FILE_NAME) == 2 && packets[1].bytes == 50 &&
	      packets[1].wire_bytes == 1000 &&
	      !memcmp(packets[1].data, frame, 50), "and how many there were");
}

static long make_tun(int *tun)
{
	struct lkl_ifreq ifr;
	long fd;

	lkl_sys_mkdir("/dev", 0755);
	lkl_sys_mknod("/dev/tun", LKL_S_IFCHR | 0600, LKL_MKDEV(10, 200));
	fd = lkl_sys_open("/dev/tun", LKL_O_RDWR, 0);
	memset(&ifr, 0, sizeof(ifr));
	strcpy(ifr.lkl_ifr_name, "tun0");
	ifr.lkl_ifr_flags = LKL_IFF_TUN | LKL_IFF_NO_PI;
	lkl_sys_ioctl(fd, LKL_TUNSETIFF, (long)&ifr);
	*tun = lkl_ifname_to_ifindex("tun0");
	lkl_if_set_ipv4(*tun, inet_addr("10.77.0.1"), 24);
	lkl_if_up(*tun);
	return fd;
}

/* The number of packets of an interface that end with a text. */
static int count(int nr, uint32_t index, const char *text)
{
	size_t bytes = strlen(text);
	int i, found = 0;

	for (i = 0; i < nr; i++) {
		const unsigned char *d = packets[i].data;

		if (packets[i].bytes > 20 + bytes && d[0] == 8 && d[1] == 0 &&
		    (uint32_t)(d[4] << 24 | d[5] << 16 | d[6] << 8 | d[7]) ==
		    index && d[20] == 0x45 && d[29] == IPPROTO_UDP &&
		    !memcmp(d + packets[i].bytes - bytes, text, bytes))
			found++;
	}
	return found;
}

static void send_text(const char *to, const char *text)
{
	struct sockaddr_in in = in4(to, 9);
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);

	lkl_sys_sendto(fd, (void *)text, strlen(text), 0, (void *)&in,
		       sizeof(in));
	lkl_sys_close(fd);
}

static void test_all(void)
{
	unsigned char frame[2048];
	struct lkl_pcap *pcap;
	int tun, nr;
	long fd;

	CHECK_EQ(PCAP_OPEN(&pcap, .path = FILE_NAME), 0, "of all interfaces");
	fd = make_tun(&tun);
	send_text("127.0.0.1", "inside");
	send_text("10.77.0.2", "tunnel");
	sent_frame(frame);
	lkl_pcap_close(pcap, NULL);
	nr = read_file(FILE_NAME);
	CHECK(nr > 0 && link_type == 276, "%d packets", nr);
	CHECK_EQ(count(nr, 1, "inside"), 1, "lo, once");
	CHECK_EQ(count(nr, tun, "tunnel"), 1, "a tun that was added");
	CHECK_EQ(count(nr, ifindex, "outside"), 1, "eth0");
	lkl_sys_close(fd);
}

static int read_fd;

static void *read_slowly(void *arg)
{
	(void)arg;
	while (read(read_fd, contents, sizeof(contents)) > 0)
		;
	return NULL;
}

/* Nobody takes the packets, until the kernel has no room for more. */
static void test_dropped(void)
{
	struct lkl_pcap_counts counts = { 0 };
	unsigned char frame[2048];
	struct lkl_pcap *pcap;
	pthread_t thread;
	int fds[2], i;

	if (pipe(fds))
		KTAP_BAIL("pipe");
	CHECK_EQ(PCAP_OPEN(&pcap, .ifindex = ifindex, .fd = fds[1],
			   .buffer_bytes = 65536), 0, "to a pipe");
	make_frame(frame, 1000, 0);
	for (i = 0; i < NR_LOST; i++)
		inject(frame, 1000);
	wait_frames(4 + NR_LOST);
	read_fd = fds[0];
	pthread_create(&thread, NULL, read_slowly, NULL);
	CHECK_EQ(lkl_pcap_close(pcap, &counts), 0, "that was full for a time");
	close(fds[1]);
	pthread_join(thread, NULL);
	close(fds[0]);
	CHECK(counts.dropped && counts.written + counts.dropped == NR_LOST,
	      "%llu of %llu packets dropped",
	      (unsigned long long)counts.dropped,
	      (unsigned long long)counts.written + counts.dropped);
}

static void test_errors(void)
{
	struct lkl_pcap_options small = { .size = 8 };
	unsigned char frame[2048];
	struct lkl_pcap *pcap;
	int fds[2], fd;

	CHECK_EQ(lkl_pcap_open(&small, &pcap), -LKL_EINVAL, "no options");
	CHECK_EQ(PCAP_OPEN(&pcap, .ifindex = 4711, .path = FILE_NAME),
		 -LKL_ENODEV, "no such interface");
	CHECK_EQ(PCAP_OPEN(&pcap, .path = "absent/file"), -LKL_ENOENT,
		 "no such folder");
	CHECK_EQ(PCAP_OPEN(&pcap, .fd = -1), -LKL_EBADF, "no descriptor");
	if (pipe(fds))
		KTAP_BAIL("pipe");
	close(fds[0]);
	CHECK(!PCAP_OPEN(&pcap, .ifindex = ifindex, .fd = fds[1]) &&
	      lkl_pcap_close(pcap, NULL) == -LKL_EPIPE, "nobody reads");
	close(fds[1]);
	fd = open("/dev/full", O_WRONLY);
	CHECK(!PCAP_OPEN(&pcap, .ifindex = ifindex, .fd = fd) &&
	      sent_frame(frame) > 0 &&
	      lkl_pcap_close(pcap, NULL) == -LKL_ENOSPC, "no space");
	close(fd);
	CHECK_EQ(lkl_pcap_close(NULL, NULL), 0, "nothing to close");
}

int main(void)
{
	struct lkl_pcap *pcap;
	unsigned char frame[2048];
	int fds[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	KTAP_PLAN(7 + 2 + 5 + 3 + 7 + 3);
	boot("mem=64M ipv6.disable=1");
	wire = fds[1];
	ifindex = if_setup(NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0]),
			   "10.9.0.2", 24);
	lkl_if_set_ipv4(1, inet_addr("127.0.0.1"), 8);
	lkl_if_up(1);
	test_ethernet();
	test_short();
	test_all();
	test_dropped();
	test_errors();
	CHECK_EQ(PCAP_OPEN(&pcap, .ifindex = ifindex, .path = FILE_NAME), 0,
		 "one that runs");
	sent_frame(frame);
	usleep(200000);
	CHECK_EQ(lkl_sys_halt(), 0, "when the kernel is halted");
	CHECK(!lkl_pcap_close(pcap, NULL) && read_file(FILE_NAME) == 1,
	      "is closed later");
	unlink(FILE_NAME);
	return KTAP_END();
}
