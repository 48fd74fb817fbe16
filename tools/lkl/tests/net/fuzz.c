// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 300
 *
 * Random and mutated frames from a back end, virtio headers included, leave the
 * kernel alive and without a complaint. LKL_FUZZ_FRAMES says how many.
 */
#include "net.h"

#include <sys/uio.h>

#define FRAMES		100000UL
#define FRAME_BYTES	2048
#define HEADER_BYTES	12

static char console[1 << 16];
static size_t console_bytes;

static void collect(const char *text, int bytes)
{
	size_t room = sizeof(console) - 1 - console_bytes;

	if ((size_t)bytes < room)
		room = bytes;
	memcpy(console + console_bytes, text, room);
	console_bytes += room;
}

static uint64_t state = 0x9e3779b97f4a7c15ULL;

static uint32_t rnd(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state >> 16;
}

static struct fuzzer {
	struct lkl_netdev nd;
	unsigned long left;
	unsigned char mac[6];
	int hup;
	pthread_mutex_t lock;
	pthread_cond_t changed;
} fuzzer = {
	.mac = { 2, 0, 0, 0, 0, 2 },
	.lock = PTHREAD_MUTEX_INITIALIZER,
	.changed = PTHREAD_COND_INITIALIZER,
};

/* What frames are made from; they are bent afterwards. */
static const uint16_t protocols[] = {
	0x0800, 0x86dd, 0x0806, 0x8100, 0x88a8, 0x6558, 0x8847, 0x888e,
};

static size_t make_ip(unsigned char *p, size_t bytes)
{
	memset(p, 0, 40);
	p[0] = 0x45;
	p[2] = bytes >> 8;
	p[3] = bytes;
	p[8] = 64;
	p[9] = (const unsigned char[]){ 1, 6, 17, 4, 47, 50, 51, 132 }
		[rnd() % 8];
	memcpy(p + 12, "\x0a\x09\x00\x01\x0a\x09\x00\x02", 8);
	p[20] = 0x12;
	p[22] = 0x13;
	return bytes;
}

static size_t make_frame(unsigned char *frame)
{
	size_t bytes = 14 + 40 + rnd() % 1400, i, bends;
	unsigned char *eth = frame + HEADER_BYTES;
	uint16_t protocol = protocols[rnd() % 8];

	for (i = 0; i < bytes + HEADER_BYTES; i += 4)
		memcpy(frame + i, &(uint32_t){ rnd() }, 4);
	if (rnd() % 4)
		memset(frame, 0, HEADER_BYTES);
	memcpy(eth, rnd() % 4 ? fuzzer.mac : (unsigned char *)
	       "\xff\xff\xff\xff\xff\xff", 6);
	eth[12] = protocol >> 8;
	eth[13] = protocol;
	if (protocol == 0x0800)
		make_ip(eth + 14, bytes - 14);
	if (protocol == 0x86dd)
		eth[14] = 0x60;
	for (bends = rnd() % 4; bends; bends--)
		frame[rnd() % (bytes + HEADER_BYTES)] = rnd();
	return HEADER_BYTES + (rnd() % 16 ? bytes : rnd() % bytes);
}

static int fuzz_tx(struct lkl_netdev *nd, struct iovec *iov, int cnt)
{
	(void)nd;
	(void)cnt;
	return iov[0].iov_len;
}

static int fuzz_rx(struct lkl_netdev *nd, struct iovec *iov, int cnt)
{
	unsigned char frame[FRAME_BYTES];
	size_t bytes, used = 0, part;
	int i;

	(void)nd;
	pthread_mutex_lock(&fuzzer.lock);
	if (!fuzzer.left) {
		pthread_mutex_unlock(&fuzzer.lock);
		return -1;
	}
	if (!--fuzzer.left)
		pthread_cond_broadcast(&fuzzer.changed);
	pthread_mutex_unlock(&fuzzer.lock);
	bytes = make_frame(frame);
	for (i = 0; i < cnt && used < bytes; i++) {
		part = bytes - used < iov[i].iov_len ? bytes - used :
						       iov[i].iov_len;
		memcpy(iov[i].iov_base, frame + used, part);
		used += part;
	}
	return used;
}

static int fuzz_poll(struct lkl_netdev *nd)
{
	int bits;

	(void)nd;
	pthread_mutex_lock(&fuzzer.lock);
	while (!fuzzer.left && !fuzzer.hup)
		pthread_cond_wait(&fuzzer.changed, &fuzzer.lock);
	bits = fuzzer.hup ? LKL_DEV_NET_POLL_HUP : LKL_DEV_NET_POLL_RX;
	pthread_mutex_unlock(&fuzzer.lock);
	return bits;
}

static void fuzz_hup(struct lkl_netdev *nd)
{
	(void)nd;
	pthread_mutex_lock(&fuzzer.lock);
	fuzzer.hup = 1;
	pthread_cond_broadcast(&fuzzer.changed);
	pthread_mutex_unlock(&fuzzer.lock);
}

static struct lkl_dev_net_ops ops = {
	.tx = fuzz_tx,
	.rx = fuzz_rx,
	.poll = fuzz_poll,
	.poll_hup = fuzz_hup,
};

static int complained(void)
{
	static const char *const words[] = {
		"BUG", "WARNING", "Oops", "general protection", "lockdep",
		"inconsistent", "KASAN", "corrupt", "Call Trace",
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strstr(console, words[i])) {
			KTAP_DIAG("the kernel says: %.200s",
				  strstr(console, words[i]));
			return 1;
		}
	}
	return 0;
}

/* A counter of the interface. */
static unsigned long counter(const char *name)
{
	char path[80], text[32] = "";
	long fd;

	snprintf(path, sizeof(path), "/sysfs/class/net/eth0/statistics/%s",
		 name);
	fd = lkl_sys_open(path, LKL_O_RDONLY, 0);
	lkl_sys_read(fd, text, sizeof(text) - 1);
	lkl_sys_close(fd);
	return strtoul(text, NULL, 10);
}

/* Of the layer above: packets that had an IPv4 header worth looking at. */
static unsigned long nr_ipv4(void)
{
	static char text[8192];
	unsigned long nr = 0;
	const char *line;
	long fd;

	lkl_mount_fs("proc");
	fd = lkl_sys_open("/proc/net/snmp", LKL_O_RDONLY, 0);
	lkl_sys_read(fd, text, sizeof(text) - 1);
	lkl_sys_close(fd);
	line = strstr(text, "\nIp: ");
	line = line ? line : text;
	return sscanf(line, "\nIp: %*u %*u %lu", &nr) == 1 ? nr : 0;
}

static unsigned long nr_frames(void)
{
	const char *text = getenv("LKL_FUZZ_FRAMES");

	return text ? strtoul(text, NULL, 10) : FRAMES;
}

int main(void)
{
	struct lkl_netdev_args args = {
		.mac = fuzzer.mac,
		.offload = LKL_NETDEV_OFFLOAD_ALL,
	};
	int id, ifindex;

	KTAP_PLAN(5);
	fuzzer.nd.ops = &ops;
	fuzzer.nd.has_vnet_hdr = 1;
	lkl_host_ops.print = collect;
	if (lkl_init(&lkl_host_ops) || lkl_start_kernel("mem=64M"))
		KTAP_BAIL("start");
	/* What it said while booting is not about frames. */
	console_bytes = 0;
	memset(console, 0, sizeof(console));
	id = lkl_netdev_add(&fuzzer.nd, &args);
	ifindex = if_setup(id, "10.9.0.2", 24);
	CHECK(ifindex > 0, "an interface");
	pthread_mutex_lock(&fuzzer.lock);
	fuzzer.left = nr_frames();
	pthread_cond_broadcast(&fuzzer.changed);
	while (fuzzer.left)
		pthread_cond_wait(&fuzzer.changed, &fuzzer.lock);
	pthread_mutex_unlock(&fuzzer.lock);
	/* What is left is on its way. */
	usleep(200000);
	KTAP_DIAG("%lu received, %lu errors, %lu dropped, %lu for IPv4",
		  counter("rx_packets"), counter("rx_errors"),
		  counter("rx_dropped"), nr_ipv4());
	CHECK(counter("rx_packets") + counter("rx_errors") >
	      nr_frames() / 4 * 3 && nr_ipv4() > nr_frames() / 20,
	      "%lu frames", nr_frames());
	CHECK_EQ(lkl_netdev_carrier(id), 1, "the interface lives");
	lkl_if_up(1);
	CHECK(tcp(&on_lkl, &on_lkl, "127.0.0.1", 1 << 20),
	      "so does the network");
	lkl_netdev_remove(id);
	lkl_sys_halt();
	CHECK(!complained(), "the kernel does not complain");
	return KTAP_END();
}
