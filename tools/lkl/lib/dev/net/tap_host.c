// SPDX-License-Identifier: GPL-2.0
/*
 * The host half of tap and macvtap interfaces.
 */
#include "dev/net/tap_host.h"

#include <errno.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "dev/net/net_fd.h"
#include "dev/net/transport.h"

/* Newer than the headers of some hosts. */
#define FLAG_USO4	0x20
#define FLAG_USO6	0x40

static int open_queue(const char *path, const char *name, int multi)
{
	int fd = lkl__transport_tap(path, name, multi ? IFF_MULTI_QUEUE : 0);
	int err;

	if (fd < 0)
		return fd == -ENOTTY ? -EINVAL : fd;
	err = lkl__net_fd_nonblock(fd);
	if (!err)
		return fd;
	close(fd);
	return err;
}

int lkl__tap_open(const char *name, int multi)
{
	return open_queue("/dev/net/tun", name, multi);
}

int lkl__tap_open_device(const char *path, int multi)
{
	return open_queue(path, "", multi);
}

int lkl__tap_is(int fd)
{
	unsigned int features;

	return !ioctl(fd, TUNGETFEATURES, &features);
}

int lkl__tap_has_interface(int fd)
{
	struct ifreq ifr;

	return !ioctl(fd, TUNGETIFF, &ifr);
}

int lkl__tap_set_header(int fd, int bytes)
{
	struct ifreq ifr;
	int little = 1;

	memset(&ifr, 0, sizeof(ifr));
	if (ioctl(fd, TUNGETIFF, &ifr))
		return -errno;
	if (!(ifr.ifr_flags & IFF_VNET_HDR) || !(ifr.ifr_flags & IFF_NO_PI))
		return -EINVAL;
	if (ioctl(fd, TUNSETVNETHDRSZ, &bytes))
		return -errno;
	/* Little-endian hosts without the call have nothing to set. */
	if (ioctl(fd, TUNSETVNETLE, &little) &&
	    __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
		return -errno;
	return 0;
}

int lkl__tap_set_offloads(int fd, unsigned int offloads)
{
	unsigned long flags = 0;

	if (offloads & LKL__TAP_CSUM)
		flags |= TUN_F_CSUM;
	if (offloads & LKL__TAP_TSO4)
		flags |= TUN_F_TSO4;
	if (offloads & LKL__TAP_TSO6)
		flags |= TUN_F_TSO6;
	if (offloads & LKL__TAP_ECN)
		flags |= TUN_F_TSO_ECN;
	if (offloads & LKL__TAP_USO)
		flags |= FLAG_USO4 | FLAG_USO6;
	return ioctl(fd, TUNSETOFFLOAD, flags) ? -errno : 0;
}

int lkl__tap_attach(int fd, int on)
{
	struct ifreq ifr;

	memset(&ifr, 0, sizeof(ifr));
	ifr.ifr_flags = on ? IFF_ATTACH_QUEUE : IFF_DETACH_QUEUE;
	return ioctl(fd, TUNSETQUEUE, &ifr) ? -errno : 0;
}
