// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 120
 *
 * Sixteen threads at work on one ext4, in calls that sleep and calls that do
 * not, and the kernel has nothing to complain about: in a kernel with lock and
 * memory debugging, neither has that.
 */
#include <pthread.h>

#include "../disk/disk.h"

#define NR_THREADS	16
#define ROUNDS		30
#define BYTES		12000

static char mnt[32];
static int failed;

/* What the console said, as far as it fits. */
static char console[1 << 18];
static unsigned int console_len;

static void print(const char *text, int len)
{
	unsigned int at;

	at = __atomic_fetch_add(&console_len, len, __ATOMIC_RELAXED);
	if (at + len < sizeof(console))
		memcpy(console + at, text, len);
}

/* What begins a complaint, of whatever part of the kernel. */
static const char *const complaints[] = {
	"WARNING", "BUG", "INFO:", "Oops", "Call Trace", "possible", "suspicious",
	"inconsistent", "EXT4-fs error", "ODEBUG",
};

static int nr_complaints(void)
{
	int nr = 0;
	char *line;

	for (line = strtok(console, "\n"); line; line = strtok(NULL, "\n")) {
		unsigned int i;

		for (i = 0; i < sizeof(complaints) / sizeof(*complaints); i++) {
			if (!strstr(line, complaints[i]))
				continue;
			nr++;
			break;
		}
		if (nr && nr < 40)
			KTAP_DIAG("%s", line);
	}
	return nr;
}

static void count(long ret)
{
	if (ret < 0)
		__atomic_fetch_add(&failed, 1, __ATOMIC_RELAXED);
}

static void nap(void)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = 200000 };

	count(lkl_sys_nanosleep(&ts, NULL));
}

/* A byte through a pipe. */
static void chat(void)
{
	char c = 'x';
	int fds[2];

	count(lkl_sys_pipe2(fds, 0));
	count(lkl_sys_write(fds[1], &c, 1));
	count(lkl_sys_read(fds[0], &c, 1));
	count(lkl_sys_close(fds[0]));
	count(lkl_sys_close(fds[1]));
}

static void change(const char *folder, int n)
{
	char data[BYTES], from[128], to[128];

	memset(data, n, sizeof(data));
	count(disk_write_file(folder, "new", data, sizeof(data)));
	if (!disk_file_is(folder, "new", data, sizeof(data)))
		count(-1);
	snprintf(from, sizeof(from), "%s/new", folder);
	snprintf(to, sizeof(to), "%s/old-%d", folder, n % 5);
	count(lkl_sys_rename(from, to));
	count(lkl_sys_truncate(to, 100 * n));
	if (n % 7 == 6)
		count(lkl_sys_unlink(to));
}

static void *work(void *arg)
{
	char folder[64];
	int i;

	snprintf(folder, sizeof(folder), "%s/%ld", mnt, (long)arg);
	count(lkl_sys_mkdir(folder, 0700));
	for (i = 0; i < ROUNDS; i++) {
		change(folder, i);
		nap();
		chat();
		if (i % 10 == (long)arg % 10)
			count(lkl_sys_sync());
	}
	return NULL;
}

/* Lock debugging turns itself off when it has found something. */
static int locks_are_debugged(void)
{
	static char text[8192];
	char *line;
	long fd;

	lkl_mount_fs("proc");
	fd = lkl_sys_open("/proc/lockdep_stats", LKL_O_RDONLY, 0);
	if (fd < 0)
		return -1;
	lkl_sys_read(fd, text, sizeof(text) - 1);
	lkl_sys_close(fd);
	line = strstr(text, "debug_locks:");
	return line ? atoi(line + strlen("debug_locks:")) : -1;
}

static void run_threads(void)
{
	pthread_t threads[NR_THREADS];
	long i;

	for (i = 0; i < NR_THREADS; i++)
		pthread_create(&threads[i], NULL, work, (void *)i);
	for (i = 0; i < NR_THREADS; i++)
		pthread_join(threads[i], NULL);
}

int main(void)
{
	const char *image = disk_path("image");
	int id;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 64);
	KTAP_PLAN(8);
	lkl_host_ops.print = print;
	CHECK_EQ(lkl_init(&lkl_host_ops), 0, "init");
	id = DISK_OPEN(.path = image);
	CHECK_EQ(lkl_start_kernel("mem=128M loglevel=8"), 0, "start");
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "mount");
	run_threads();
	CHECK_EQ(failed, 0, "no call fails");
	CHECK(locks_are_debugged(), "no lock is taken in a wrong way");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 1000), 0, "umount");
	lkl_disk_close(id);
	disk_halt();
	CHECK_EQ(nr_complaints(), 0, "the kernel does not complain");
	CHECK_EQ(disk_fsck(image), 0, "e2fsck is content");
	return KTAP_END();
}
