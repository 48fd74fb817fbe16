// SPDX-License-Identifier: GPL-2.0
/*
 * Packets of all interfaces are written to one file, each once, and so are
 * those of an interface that is added later.
 */
#include "capture.h"

#include <lkl/linux/if_tun.h>

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

int main(void)
{
	unsigned char frame[2048];
	struct lkl_pcap *pcap;
	int tun, nr;
	long fd;

	KTAP_PLAN(5);
	boot_with_wire();
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
	lkl_sys_halt();
	unlink(FILE_NAME);
	return KTAP_END();
}
