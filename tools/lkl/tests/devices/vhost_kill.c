// SPDX-License-Identifier: GPL-2.0
/*
 * The process that a disk comes from is killed while files are written: calls
 * fail with -EIO, the program goes on, and what was synced is in the image.
 */
#include <pthread.h>

#include "vhost.h"

#define NR_THREADS	4
#define BYTES		5000
#define ENOUGH		20

/* What a thread was told to be on the disk: files 0 to @nr - 1. */
struct writer {
	pthread_t thread;
	int id;
	int nr;
	long err;
};

static struct writer writers[NR_THREADS];

static void contents(char *buf, int id, int nr)
{
	int i;

	for (i = 0; i < BYTES; i++)
		buf[i] = (char)(id * 31 + nr * 7 + i);
}

static void *write_files(void *arg)
{
	struct writer *w = arg;
	char buf[BYTES], name[32];

	while (!w->err) {
		contents(buf, w->id, w->nr);
		snprintf(name, sizeof(name), "%d-%d", w->id, w->nr);
		w->err = disk_write_file("/disk", name, buf, BYTES);
		if (!w->err)
			__atomic_add_fetch(&w->nr, 1, __ATOMIC_RELEASE);
	}
	return NULL;
}

static int wait_for_files(void)
{
	int i, tries, nr = 0;

	for (tries = 0; tries < 3000 && nr < NR_THREADS; tries++) {
		usleep(10000);
		for (nr = 0, i = 0; i < NR_THREADS; i++)
			nr += __atomic_load_n(&writers[i].nr,
					      __ATOMIC_ACQUIRE) >= ENOUGH;
	}
	return nr == NR_THREADS;
}

/* What the host finds in the image after its journal was replayed. */
static int lost_files(const char *image)
{
	const char *folder = disk_path("found");
	char buf[BYTES], got[BYTES + 1], path[128];
	int i, nr, fd, lost = 0;
	ssize_t bytes;

	if (run("mkdir %s; PATH=$PATH:/sbin:/usr/sbin; "
		"debugfs -R 'rdump / %s' %s >/dev/null 2>&1", folder, folder,
		image))
		KTAP_BAIL("debugfs fails");
	for (i = 0; i < NR_THREADS; i++) {
		for (nr = 0; nr < writers[i].nr; nr++) {
			contents(buf, i, nr);
			snprintf(path, sizeof(path), "%s/%d-%d", folder, i, nr);
			fd = open(path, O_RDONLY);
			bytes = read(fd, got, sizeof(got));
			if (bytes != BYTES || memcmp(buf, got, BYTES)) {
				KTAP_DIAG("%d-%d: %zd bytes", i, nr, bytes);
				lost++;
			}
			close(fd);
		}
	}
	return lost;
}

static void start_writing(void)
{
	int i;

	for (i = 0; i < NR_THREADS; i++) {
		writers[i].id = i;
		pthread_create(&writers[i].thread, NULL, write_files,
			       &writers[i]);
	}
}

/* Every thread comes back; whoever is told by the journal has -EROFS. */
static int failed(void)
{
	int i, nr = 0, eio = 0;

	for (i = 0; i < NR_THREADS; i++) {
		pthread_join(writers[i].thread, NULL);
		KTAP_DIAG("%d files, then %ld", writers[i].nr, writers[i].err);
		eio += writers[i].err == -LKL_EIO;
		nr += writers[i].err == -LKL_EIO ||
		      writers[i].err == -LKL_EROFS;
	}
	return nr == NR_THREADS && eio;
}

int main(void)
{
	const char *image = disk_path("image"), *socket = disk_path("socket");
	long fd;
	char c;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 256);
	vhost_start_disk(socket, image);
	devices_boot("virtio_uml.device=%s:%d", socket, VHOST_DISK);
	vhost_need(VHOST_DISK);
	KTAP_PLAN(9);
	if (vhost_mount_disk("/disk"))
		KTAP_BAIL("no disk");
	start_writing();
	CHECK(wait_for_files(), "files are written");
	fd = lkl_sys_open("/disk/0-0", LKL_O_RDONLY, 0);
	vhost_drop_caches();
	vhost_kill();
	CHECK(failed(), "with the process gone, they are not");
	CHECK_EQ(lkl_sys_pread64(fd, &c, 1, 0), -LKL_EIO, "nor read");
	lkl_sys_close(fd);
	CHECK(console_has("virtio", "the other process is gone"), "why");
	CHECK_EQ(lkl_sys_umount("/disk", 0), 0, "it is unmounted");
	CHECK_EQ(disk_write_file("/", "file", "x", 1), 0,
		 "the kernel goes on");
	CHECK_EQ(lkl_sys_halt(), -LKL_EIO, "and halts, with the news of a loss");
	lkl_cleanup();
	CHECK(run("PATH=$PATH:/sbin:/usr/sbin; e2fsck -fy %s >/dev/null 2>&1",
		  image) <= 1, "the image is repaired by its journal");
	CHECK_EQ(lost_files(image), 0, "nothing that was synced is lost");
	return KTAP_END();
}
