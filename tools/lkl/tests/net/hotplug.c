// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 120
 *
 * Interfaces come and go while they carry traffic: the others do not notice,
 * and nothing is left of them.
 */
#include "net.h"

#include <dirent.h>
#include <lkl/linux/if_link.h>

#define ROUNDS		30
#define FRAME_BYTES	1000

static int running, fds[2] = { -1, -1 };
static int nr_at_rest;
static uint64_t streamed;

static int runs(void)
{
	return __atomic_load_n(&running, __ATOMIC_RELAXED);
}

/* Datagrams to somebody behind the interface, if it is there now. */
static void *flood(void *arg)
{
	const struct stack *s = arg;
	struct sockaddr_in in = in4(s->is_host ? "10.8.0.2" : "10.8.0.1", 9);
	static char data[FRAME_BYTES];
	long fd = CALL(s, socket, AF_INET, SOCK_DGRAM, 0);

	while (runs())
		CALL(s, sendto, fd, (long)data, sizeof(data), MSG_DONTWAIT,
		     (long)&in, sizeof(in));
	CALL(s, close, fd);
	return NULL;
}

/* The other end of a pair: sends frames, and takes those that come. */
static void *flood_wire(void *arg)
{
	static char got[1 << 16];
	int is_stream = *(int *)arg;
	size_t head = is_stream ? 4 : 0;
	char frame[4 + FRAME_BYTES] = { 0 };

	/* In a stream its length comes first. */
	if (is_stream)
		memcpy(frame, &(uint32_t) { htonl(FRAME_BYTES) }, 4);
	memset(frame + head, 0xff, 6);
	while (runs()) {
		/* A part of a frame would make nonsense of all that follow. */
		if (send(fds[1], frame, head + FRAME_BYTES, MSG_NOSIGNAL |
			 (is_stream ? 0 : MSG_DONTWAIT)) < 0)
			sched_yield();
		while (recv(fds[1], got, sizeof(got), MSG_DONTWAIT) > 0)
			;
	}
	return NULL;
}

/* A stream that ends in the middle of a frame is of no use again. */
static void renew_stream(void)
{
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
		KTAP_BAIL("socketpair");
	shutdown(fds[1], SHUT_RDWR);
	dup2(pair[0], fds[0]);
	dup2(pair[1], fds[1]);
	close(pair[0]);
	close(pair[1]);
}

static void *stream_on(void *arg)
{
	uint64_t *bytes = arg;

	while (runs() && tcp(&on_lkl, &on_host, "10.9.0.1", 1 << 20) &&
	       tcp(&on_host, &on_lkl, "10.9.0.2", 1 << 20))
		*bytes += 2 << 20;
	return NULL;
}

/* Whether frames come and go. */
static int carries(int ifindex)
{
	struct lkl_rtnl_link_stats64 stats = { 0 };
	int i;

	for (i = 0; i < 2000; i++) {
		if (lkl_if_get_stats(ifindex, &stats))
			return 0;
		if (stats.rx_packets > 20 && stats.tx_packets > 20)
			return 1;
		usleep(5000);
	}
	KTAP_DIAG("%llu received, %llu sent",
		  (unsigned long long)stats.rx_packets,
		  (unsigned long long)stats.tx_packets);
	return 0;
}

static int come_and_go(const struct lkl_netdev_options *options)
{
	unsigned int peer = inet_addr("10.8.0.1");
	uint8_t mac[6] = { 2, 2, 3, 4, 5, 6 };
	int id = lkl_netdev_open(options);
	int ifindex = if_setup(id, "10.8.0.2", 24), ok;

	lkl_add_neighbor(ifindex, LKL_AF_INET, &peer, mac);
	ok = ifindex > 0 && carries(ifindex);
	return !lkl_netdev_close(id) && ok &&
	       lkl_if_up(ifindex) == -LKL_ENODEV;
}

static int nr_entries(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	int nr = 0;

	while ((entry = readdir(dir)))
		nr += entry->d_name[0] != '.';
	closedir(dir);
	return nr;
}

/* Workers end a moment after they are of no use. Return: how many are left. */
static int nr_threads(int wanted)
{
	int i;

	for (i = 0; i < 500 && nr_entries("/proc/self/task") > wanted; i++)
		usleep(10000);
	return nr_entries("/proc/self/task");
}

static void test_kind(const char *what, struct lkl_netdev_options options,
		      void *(*other_end)(void *), void *arg,
		      void (*renew)(void))
{
	int nr_fds = nr_entries("/proc/self/fd"), i;
	pthread_t threads[3];

	options.size = sizeof(options);
	streamed = 0;
	__atomic_store_n(&running, 1, __ATOMIC_RELAXED);
	pthread_create(&threads[0], NULL, flood, &on_lkl);
	pthread_create(&threads[1], NULL, other_end, arg);
	pthread_create(&threads[2], NULL, stream_on, &streamed);
	for (i = 0; i < ROUNDS && come_and_go(&options); i++)
		if (renew)
			renew();
	CHECK_EQ(i, ROUNDS, "%s: comes and goes", what);
	__atomic_store_n(&running, 0, __ATOMIC_RELAXED);
	shutdown(fds[1], SHUT_RDWR);
	for (i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	CHECK(streamed, "%s: the other one carried %llu bytes", what,
	      (unsigned long long)streamed);
	CHECK_EQ(nr_threads(nr_at_rest), nr_at_rest, "%s: no threads left",
		 what);
	CHECK_EQ(nr_entries("/proc/self/fd"), nr_fds,
		 "%s: no descriptors left", what);
}

static void test_pair(const char *what, int type)
{
	struct lkl_netdev_options options = { .from = LKL_NETDEV_FD };
	int is_stream = type == SOCK_STREAM;

	if (socketpair(AF_UNIX, type, 0, fds))
		KTAP_BAIL("socketpair");
	options.fd = fds[0];
	test_kind(what, options, flood_wire, &is_stream,
		  is_stream ? renew_stream : NULL);
	close(fds[0]);
	close(fds[1]);
}

int main(void)
{
	own_namespace();
	host("ip tuntap add tap0 mode tap; ip tuntap add tap1 mode tap");
	host("ip addr add 10.9.0.1/24 dev tap0; ip link set tap0 up");
	host("ip addr add 10.8.0.1/24 dev tap1; ip link set tap1 up");
	host("ip neigh add 10.8.0.2 lladdr 02:02:03:04:05:07 dev tap1");
	host("ip link add v0 type veth peer name v1");
	host("ip link set v0 up; ip link set v1 up");
	KTAP_PLAN(5 * 4 + 1);
	boot("mem=64M");
	if_setup(NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap0"),
		 "10.9.0.2", 24);
	/* Main, the kernel's, and that of the interface. */
	nr_at_rest = nr_threads(3);
	test_kind("tap", (struct lkl_netdev_options) {
		  .from = LKL_NETDEV_TAP, .name = "tap1" }, flood, &on_host,
		  NULL);
	host("ip addr del 10.8.0.1/24 dev tap1");
	host("ip addr add 10.8.0.1/24 dev v0");
	host("ip neigh add 10.8.0.2 lladdr 02:02:03:04:05:07 dev v0");
	test_kind("packet socket", (struct lkl_netdev_options) {
		  .from = LKL_NETDEV_RAW, .name = "v1" }, flood, &on_host,
		  NULL);
	test_pair("seqpacket", SOCK_SEQPACKET);
	test_pair("dgram", SOCK_DGRAM);
	test_pair("stream", SOCK_STREAM);
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel lives until it is halted");
	return KTAP_END();
}
