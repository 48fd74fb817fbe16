// SPDX-License-Identifier: GPL-2.0
/*
 * A folder of another process, virtiofsd: mounted, read, written; and an error
 * when that process is gone.
 */
#include "vhost.h"

#define BIG	(3 * 1024 * 1024 + 17)
#define OLD	"/usr/lib/qemu/virtiofsd"
#define NEW	"/usr/libexec/virtiofsd"

static char big[BIG];

/* The one of qemu and the one that came after it. */
static void start(const char *socket, const char *folder)
{
	if (geteuid())
		KTAP_SKIP_ALL("root: virtiofsd needs it");
	if (!access(OLD, X_OK))
		vhost_start(socket, OLD " --socket-path=%s -o source=%s "
			    "-o sandbox=chroot -o log_level=err", socket,
			    folder);
	else if (!access(NEW, X_OK))
		vhost_start(socket, NEW " --socket-path=%s --shared-dir=%s "
			    "--sandbox=chroot --log-level=error", socket,
			    folder);
	else
		KTAP_SKIP_ALL("package: virtiofsd is missing (package "
			      "qemu-system-common or virtiofsd)");
}

static void check_files(const char *folder)
{
	if (run("printf %%s 'from the host' >%s/in", folder))
		KTAP_BAIL("no file");
	CHECK(disk_file_is("/share", "in", "from the host", 13), "it is read");
	CHECK_EQ(disk_write_file("/share", "out", "to the host", 11), 0,
		 "it is written");
	CHECK_EQ(lkl_sys_mkdir("/share/sub", 0755), 0, "a folder is made");
	CHECK_EQ(lkl_sys_rename("/share/out", "/share/sub/out"), 0,
		 "a file is renamed");
	CHECK_EQ(run("[ \"$(cat %s/sub/out)\" = 'to the host' ]", folder), 0,
		 "the host has it");
	CHECK_EQ(disk_write_file("/share", "big", big, BIG), 0,
		 "many pages are written");
	CHECK(disk_file_is("/share", "big", big, BIG), "and read");
}

int main(void)
{
	const char *folder = disk_path("share"), *socket = disk_path("socket");
	long i, fd, err;
	char c;

	for (i = 0; i < BIG; i++)
		big[i] = (char)(i * 31 + i / 4096);
	if (run("mkdir %s", folder))
		KTAP_BAIL("no folder");
	start(socket, folder);
	devices_boot("virtio_uml.device=%s:%d", socket, VHOST_SHARE);
	vhost_need(VHOST_SHARE);
	KTAP_PLAN(14);
	lkl_sys_mkdir("/share", 0700);
	CHECK_EQ(lkl_sys_mount("virtio-uml.0", "/share", "virtiofs", 0, NULL),
		 0, "it is mounted");
	check_files(folder);
	fd = lkl_sys_open("/share/in", LKL_O_RDONLY, 0);
	CHECK(vhost_drop_caches(), "caches are dropped");
	vhost_kill();
	err = lkl_sys_pread64(fd, &c, 1, 0);
	CHECK(err == -LKL_EIO || err == -LKL_ENOTCONN, "then it is not read");
	lkl_sys_close(fd);
	err = disk_write_file("/share", "late", "x", 1);
	CHECK(err == -LKL_EIO || err == -LKL_ENOTCONN, "nor written");
	CHECK_EQ(lkl_sys_umount("/share", 0), 0, "it is unmounted");
	CHECK_EQ(disk_write_file("/", "file", "x", 1), 0,
		 "the kernel goes on");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
