// SPDX-License-Identifier: GPL-2.0
/*
 * Interfaces that cannot be are refused, each with its error.
 */
#include "net.h"

#include <fcntl.h>
#include <sys/stat.h>

static uint8_t group_mac[6] = { 1, 0, 0x5e, 0, 0, 1 };

static void test_options(void)
{
	struct lkl_netdev nd = { 0 };
	struct lkl_netdev_options small = { .size = 8 };

	CHECK_EQ(lkl_netdev_open(NULL), -LKL_EINVAL, "no options");
	CHECK_EQ(lkl_netdev_open(&small), -LKL_EINVAL, "too few options");
	CHECK_EQ(NETDEV_OPEN(.from = 99, .name = "x"), -LKL_EINVAL,
		 "an unknown kind");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_TAP), -LKL_EINVAL,
		 "a tap without a name");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "t",
			     .nr_queues = 17), -LKL_EINVAL,
		 "too many queues");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "t",
			     .mac = group_mac), -LKL_EINVAL,
		 "the address of a group");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_CALLBACKS), -LKL_EINVAL,
		 "callbacks without callbacks");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_CALLBACKS, .netdev = &nd),
		 -LKL_EINVAL, "callbacks without operations");
	CHECK_EQ(lkl_netdev_add(NULL, NULL), -LKL_EINVAL, "nothing to add");
	CHECK_EQ(lkl_netdev_close(3), -LKL_ENODEV, "an id that is not in use");
	CHECK_EQ(lkl_netdev_get_ifindex(-1), -LKL_ENODEV, "a negative id");
	CHECK_EQ(lkl_netdev_carrier(64), -LKL_ENODEV, "an id beyond all");
	lkl_netdev_remove(-1);
	lkl_netdev_free(NULL);
}

static void test_descriptors(void)
{
	int fds[2], fd;

	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = -1), -LKL_EBADF,
		 "no descriptor");
	fd = open("/dev/null", O_RDWR);
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fd), -LKL_EINVAL,
		 "a device that is no tap");
	close(fd);
	fd = open(".", O_RDONLY);
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fd), -LKL_EINVAL,
		 "a folder");
	close(fd);
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fd), -LKL_ENOTCONN,
		 "a socket without another end");
	close(fd);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0], .mtu = 9),
		 -LKL_EINVAL, "an MTU that is too small");
	close(fds[0]);
	close(fds[1]);
}

static void test_files(void)
{
	char dir[] = "lkl-net-XXXXXX", path[64], names[140], longest[200];

	if (!mkdtemp(dir))
		KTAP_BAIL("mkdtemp");
	snprintf(path, sizeof(path), "%s/file", dir);
	write_file(path, "no socket");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_PASST, .name = path),
		 -LKL_ECONNREFUSED, "a file that is no socket");
	snprintf(names, sizeof(names), "%s|%s", path, path);
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_PIPE, .name = names),
		 -LKL_EINVAL, "files that are no fifos");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_MACVTAP, .name = path),
		 -LKL_EINVAL, "a file that is no macvtap");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_MACVTAP, .name = "/dev/null"),
		 -LKL_EINVAL, "a device that is no macvtap");
	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_PASST, .name = longest),
		 -LKL_ENAMETOOLONG, "a socket whose name is too long");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_RAW, .name = longest),
		 -LKL_ENAMETOOLONG, "an interface whose name is too long");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_RAW, .name = ""),
		 -LKL_EINVAL, "an empty name");
	unlink(path);
	rmdir(dir);
}

static void test_names(void)
{

	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_RAW, .name = "absent"),
		 -LKL_ENODEV, "an absent interface");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name =
			     "a-name-that-is-too-long"), -LKL_ENAMETOOLONG,
		 "a name that is too long");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_MACVTAP, .name =
			     "/dev/absent"), -LKL_ENOENT, "an absent macvtap");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_PIPE, .name = "one"),
		 -LKL_EINVAL, "one fifo");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_PIPE, .name = "absent|no"),
		 -LKL_ENOENT, "absent fifos");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_PASST, .name = "absent"),
		 -LKL_ENOENT, "an absent passt");
}

/* An empty file in place of a library, in a mount namespace of our own. */
static void hide(const char *library)
{
	host("mount --make-rprivate /; ldconfig -p | "
	     "sed -n 's/.*%s .*=> //p' | while read -r file; do "
	     "mount --bind /dev/null \"$file\" || exit 1; done", library);
}

static void test_libraries(void)
{
	if (unshare(CLONE_NEWNS))
		KTAP_BAIL("unshare");
	hide("libslirp.so.0");
	hide("libvdeplug.so.2");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_SLIRP), -LKL_ENOSYS,
		 "no libslirp");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_VDE, .name = "absent"),
		 -LKL_ENOSYS, "no libvdeplug");
}

/* Those of somebody else there are only for root of the host. */
static void test_rights(int is_user)
{
	int id;

	if (!is_user)
		host("ip tuntap add tap2 mode tap user root");
	drop_rights(is_user);
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_RAW, .name = "lo"),
		 -LKL_EPERM, "a packet socket without rights");
	id = NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap1");
	CHECK(id == -LKL_EPERM || id == -LKL_EACCES,
	      "a new tap without rights");
	if (is_user)
		KTAP_SKIP("a tap of somebody else", "root: needs two users");
	else
		CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap2"),
			 -LKL_EPERM, "a tap of somebody else");
}

static void test_busy(void)
{
	int id;

	host("ip tuntap add tap0 mode tap; ip link add v0 type veth");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "v0"),
		 -LKL_EINVAL, "an interface that is no tap");
	id = NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap0");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap0"),
		 -LKL_EBUSY, "a tap that is in use");
	lkl_netdev_close(id);
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap0",
			     .nr_queues = 2), -LKL_EINVAL,
		 "queues that a tap does not have");
}

/* Functions of programs for lkl/linux have no error to tell. */
static void test_creators(void)
{
	CHECK(!lkl_netdev_tap_create("v0", 0), "no tap");
	CHECK(!lkl_netdev_raw_create("absent"), "no interface");
	CHECK(!lkl_netdev_macvtap_create("/dev/null", 0), "no macvtap");
	CHECK(!lkl_netdev_pipe_create("absent|absent", 0), "no fifos");
	CHECK(!lkl_netdev_vde_create("absent"), "no switch");
}

int main(void)
{
	int is_user = own_namespace();

	KTAP_PLAN(12 + 5 + 13 + 2 + 3 + 5 + 3);
	boot("mem=64M");
	test_options();
	test_descriptors();
	test_names();
	test_files();
	test_libraries();
	test_busy();
	test_creators();
	test_rights(is_user);
	lkl_sys_halt();
	return KTAP_END();
}
