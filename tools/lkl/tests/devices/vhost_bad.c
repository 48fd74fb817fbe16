// SPDX-License-Identifier: GPL-2.0
/*
 * A device of a process that is not there, or that does not answer, is none:
 * the console names it and says why, and the kernel goes on.
 */
#include <sys/socket.h>
#include <sys/un.h>

#include "vhost.h"

/* A socket that nobody has called listen() for, or that nobody reads. */
static int make_socket(const char *path, int backlog)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(addr.sun_path, sizeof(addr.sun_path), "%s", path);
	if (bind(fd, (struct sockaddr *)&addr, sizeof(addr)) ||
	    (backlog && listen(fd, backlog)))
		KTAP_BAIL("no socket");
	return fd;
}

int main(void)
{
	const char *deaf = disk_path("deaf"), *mute = disk_path("mute");

	make_socket(deaf, 0);
	make_socket(mute, 1);
	devices_boot("virtio_uml.device=/no/such/socket:%d "
		     "virtio_uml.device=%s:%d virtio_uml.device=%s:%d "
		     "virtio_uml.device=socket virtio_uml.device=/dev/null:x",
		     VHOST_DISK, deaf, VHOST_DISK, mute, VHOST_DISK);
	vhost_need(VHOST_DISK);
	KTAP_PLAN(8);
	CHECK(console_has("virtio_uml.device=/no/such/socket", "ENOENT"),
	      "an absent socket: why");
	CHECK(console_has(deaf, "ECONNREFUSED"), "one without a process: why");
	CHECK(console_has(mute, "id=2") &&
	      console_has("virtio-uml.2", "failed with error"),
	      "one that does not answer: why");
	CHECK(console_has("virtio_uml.device", "socket"), "no type: why");
	CHECK(console_has("virtio_uml.device", "/dev/null:x"),
	      "a type that is none: why");
	CHECK(devices_open("/vda", LKL_S_IFBLK, devices_major("virtblk"), 0,
			   LKL_O_RDONLY) < 0, "there is no disk");
	CHECK_EQ(disk_write_file("/", "file", "x", 1), 0, "the kernel goes on");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
