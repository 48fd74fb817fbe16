// SPDX-License-Identifier: GPL-2.0
/*
 * A macvtap on one end of a veth pair of the host, which is deleted then.
 */
#include "net.h"

#include <sys/stat.h>
#include <sys/sysmacros.h>

/* The device node, which udev may not know of in this namespace. */
static const char *device(void)
{
	static char path[64];
	unsigned int major, minor;
	FILE *f;

	/* /sys shows the namespace it was mounted in. */
	f = popen("d=$(mktemp -d) && mount -t sysfs sys $d && "
		  "cat $d/class/net/mvt0/tap*/dev; umount $d; rmdir $d", "r");
	if (!f || fscanf(f, "%u:%u", &major, &minor) != 2)
		KTAP_BAIL("no device of mvt0");
	pclose(f);
	snprintf(path, sizeof(path), "lkl-macvtap.%d", getpid());
	unlink(path);
	if (mknod(path, S_IFCHR | 0600, makedev(major, minor)))
		KTAP_BAIL("mknod: %s", strerror(errno));
	return path;
}

static void test_macvtap(const char *path, const char *what,
			 uint64_t no_offload, unsigned int nr_queues)
{
	uint8_t mac[6] = { 2, 0, 0, 9, 9, 9 };

	test_interface(what, NETDEV_OPEN(.from = LKL_NETDEV_MACVTAP,
					 .name = path, .mac = mac,
					 .nr_queues = nr_queues,
					 .no_offload = no_offload));
}

/* A device that is deleted is of no use any more, which sending shows. */
static void test_deleted(const char *path)
{
	int id = NETDEV_OPEN(.from = LKL_NETDEV_MACVTAP, .name = path), i;
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	struct sockaddr_in in = in4("10.9.0.255", 9);
	int one = 1;

	if_setup(id, "10.9.0.2", 24);
	lkl_sys_setsockopt(fd, LKL_SOL_SOCKET, LKL_SO_BROADCAST, (void *)&one,
			   sizeof(one));
	host("ip link del mvt0");
	for (i = 0; i < 500 && lkl_netdev_carrier(id) > 0; i++) {
		lkl_sys_sendto(fd, "x", 1, 0, (void *)&in, sizeof(in));
		usleep(10000);
	}
	CHECK_EQ(lkl_netdev_carrier(id), -LKL_ENODEV, "deleted: no carrier");
	CHECK_EQ(lkl_netdev_close(id), 0, "deleted: close");
	lkl_sys_close(fd);
}

int main(void)
{
	const char *path;

	if (own_namespace())
		KTAP_SKIP_ALL("root: makes a device node");
	host("ip link add v0 type veth peer name v1");
	if (system("ip link add link v1 name mvt0 address 02:00:00:09:09:09 "
		   "type macvtap mode bridge 2>/dev/null"))
		KTAP_SKIP_ALL("host: there is no macvtap");
	host("ip addr add 10.9.0.1/24 dev v0; ip link set v0 up");
	host("ip link set v1 up; ip link set mvt0 up");
	path = device();
	KTAP_PLAN(3 * 5 + 2);
	boot("mem=64M");
	test_macvtap(path, "offloads", 0, 1);
	test_macvtap(path, "no offloads", LKL_NETDEV_OFFLOAD_TX |
		     LKL_NETDEV_OFFLOAD_RX, 1);
	/* The kernel uses one of them, to which all frames go then. */
	test_macvtap(path, "queues", 0, 4);
	test_deleted(path);
	unlink(path);
	lkl_sys_halt();
	return KTAP_END();
}
