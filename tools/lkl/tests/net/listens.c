// SPDX-License-Identifier: GPL-2.0
/*
 * Nothing of the library listens, on the host or inside, but for ports that a
 * program names, and these on the loopback.
 */
#include "net.h"

#include <dirent.h>

/* Sockets of this process by which it can be reached. */
static struct {
	int nr, nr_loopback;
} doors;

static int is_loopback(const struct sockaddr_storage *addr)
{
	const struct sockaddr_in *in = (const void *)addr;

	return addr->ss_family == AF_INET &&
	       in->sin_addr.s_addr == htonl(INADDR_LOOPBACK);
}

/* One that listens, or takes datagrams of anybody of the Internet. */
static void look_at(int fd)
{
	struct sockaddr_storage own = { 0 }, peer;
	socklen_t own_bytes = sizeof(own), peer_bytes = sizeof(peer);
	socklen_t bytes = sizeof(int);
	int listens = 0, type = 0;

	if (getsockname(fd, (void *)&own, &own_bytes))
		return;
	getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &bytes);
	getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &bytes);
	if (!listens && own.ss_family != AF_INET && own.ss_family != AF_INET6)
		return;
	if (!listens && (type == SOCK_STREAM ||
			 !getpeername(fd, (void *)&peer, &peer_bytes)))
		return;
	doors.nr++;
	doors.nr_loopback += is_loopback(&own);
}

static void look_outside(void)
{
	DIR *dir = opendir("/proc/self/fd");
	struct dirent *entry;

	memset(&doors, 0, sizeof(doors));
	while ((entry = readdir(dir)))
		look_at(atoi(entry->d_name));
	closedir(dir);
}

/* Sockets in a table of the kernel's, below its headline. */
static int count_inside(const char *name)
{
	static char text[65536];
	char path[64], *at = text;
	long fd, bytes;
	int nr = -1;

	snprintf(path, sizeof(path), "/proc/net/%s", name);
	fd = lkl_sys_open(path, LKL_O_RDONLY, 0);
	bytes = lkl_sys_read(fd, text, sizeof(text) - 1);
	lkl_sys_close(fd);
	if (bytes <= 0)
		return -1;
	text[bytes] = '\0';
	for (; (at = strchr(at, '\n')); at++)
		nr++;
	return nr;
}

static void test_slirp(void)
{
	char forward[64];
	int id;

	id = NETDEV_OPEN(.from = LKL_NETDEV_SLIRP);
	if (id == -LKL_ENOSYS) {
		KTAP_SKIP("slirp", "package: libslirp0");
		KTAP_SKIP("slirp with ports", "package: libslirp0");
		return;
	}
	if_setup(id, "10.0.2.15", 24);
	look_outside();
	CHECK(id >= 0 && !doors.nr, "slirp");
	snprintf(forward, sizeof(forward), "tcp:%d:80 udp:%d:53",
		 free_port(SOCK_STREAM), free_port(SOCK_DGRAM));
	id = NETDEV_OPEN(.from = LKL_NETDEV_SLIRP, .forward = forward);
	look_outside();
	CHECK(id >= 0 && doors.nr == 2 && doors.nr_loopback == 2,
	      "slirp with two ports: %d sockets, %d of the loopback",
	      doors.nr, doors.nr_loopback);
}

/* While there is what else has sockets or threads. */
static void look_on(int ifindex)
{
	struct lkl_pcap_options options = {
		.size = sizeof(options),
		.ifindex = ifindex,
		.path = "/dev/null",
	};
	struct lkl_pcap *pcap;
	int event;

	event = lkl_event_open(lkl_sys_epoll_create1(0), LKL_POLLIN);
	if (lkl_pcap_open(&options, &pcap) || event < 0)
		KTAP_BAIL("capture, event");
	look_outside();
	lkl_event_close(event);
	lkl_pcap_close(pcap, NULL);
}

/* It would have been seen. */
static void test_door(void)
{
	struct sockaddr_in in = in4("127.0.0.1", 80);

	lkl_if_up(1);
	listen_on(&on_lkl, &in, sizeof(in));
	CHECK_EQ(count_inside("tcp"), 1, "inside: one of the program's");
}

int main(void)
{
	static const char *const tables[] = {
		"tcp", "tcp6", "udp", "udp6", "udplite", "raw", "raw6",
	};
	int fds[2], id;
	size_t i;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	KTAP_PLAN(2 + 7 + 1 + 2);
	boot("mem=64M");
	look_outside();
	CHECK(!doors.nr, "a kernel");
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0]);
	look_on(if_setup(id, "10.9.0.2", 24));
	CHECK(id >= 0 && !doors.nr, "an interface, a capture, an event");
	lkl_mount_fs("proc");
	for (i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		CHECK_EQ(count_inside(tables[i]), 0, "inside: %s", tables[i]);
	test_door();
	test_slirp();
	lkl_sys_halt();
	return KTAP_END();
}
