// SPDX-License-Identifier: GPL-2.0
/*
 * 4 KiB written to ext4 and synced, with the image in memory: what the way down
 * to the host's fdatasync() costs. Also with a kernel whose contexts are host
 * threads, and on a loop mount of the host.
 */
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "child.h"
#include "kernel.h"

#define BYTES	4096
#define BLOCKS	256
#define ROUNDS	11

static char buf[BYTES];
static unsigned long nr_synced;

/* The library's calls come here. */
int fdatasync(int fd)
{
	__atomic_fetch_add(&nr_synced, 1, __ATOMIC_RELAXED);
	return syscall(SYS_fdatasync, fd);
}

static long lkl_write_sync(int fd, unsigned int block)
{
	long ret = lkl_sys_pwrite64(fd, buf, BYTES, (long)block * BYTES);

	return ret == BYTES ? lkl_sys_fsync(fd) : ret < 0 ? ret : -EIO;
}

static long native_write_sync(int fd, unsigned int block)
{
	long ret = pwrite(fd, buf, BYTES, (off_t)block * BYTES);

	return ret == BYTES ? fsync(fd) : ret < 0 ? ret : -EIO;
}

/* Microseconds for one of many: each block of a new file, in turn. */
static double run_us(long (*write_sync)(int fd, unsigned int block), int fd)
{
	uint64_t start_ns = bench_now_ns();
	unsigned int i;

	for (i = 0; i < BLOCKS; i++)
		bench_must(write_sync(fd, i), "write and fsync");
	return (bench_now_ns() - start_ns) / 1000.0 / BLOCKS;
}

/* Prints what it takes to append, and to overwrite. */
static int measure_lkl(void)
{
	char path[128];
	double append_us, us;
	int fd;

	bench_boot("quiet");
	snprintf(path, sizeof(path), "%s/file", bench_mount(bench_image(64)));
	fd = bench_must(lkl_sys_open(path, LKL_O_CREAT | LKL_O_RDWR, 0600),
			path);
	run_us(lkl_write_sync, fd);
	bench_must(lkl_sys_ftruncate(fd, 0), "ftruncate");
	nr_synced = 0;
	append_us = run_us(lkl_write_sync, fd);
	us = run_us(lkl_write_sync, fd);
	if (nr_synced < 2 * BLOCKS)
		bench_die("not every fsync() reached the host", -EIO);
	printf("%f %f\n", append_us, us);
	lkl_sys_close(fd);
	bench_umount();
	bench_halt();
	return 0;
}

static int open_native(char *path, size_t size)
{
	const char *dir = getenv("LKL_BENCH_LOOP");

	if (!dir || !*dir)
		return -1;
	snprintf(path, size, "%s/fsync", dir);
	return bench_must(open(path, O_CREAT | O_RDWR, 0600), path);
}

static void add(double values[2][ROUNDS], int i, const char *program)
{
	double us[2];

	child_run(program, "once", us, 2);
	values[0][i] = us[0];
	values[1][i] = us[1];
}

static void print_all(double lkl[2][ROUNDS], const char *side,
		      double other[2][ROUNDS], const char *ratio)
{
	double append[ROUNDS], write[ROUNDS];
	int i;

	for (i = 0; i < ROUNDS; i++) {
		append[i] = lkl[0][i] / other[0][i];
		write[i] = lkl[1][i] / other[1][i];
	}
	bench_print("fsync_append", side, "us", other[0], ROUNDS);
	bench_print("fsync_append", ratio, "x", append, ROUNDS);
	bench_print("fsync", side, "us", other[1], ROUNDS);
	bench_print("fsync", ratio, "x", write, ROUNDS);
}

int main(int argc, char *argv[])
{
	double lkl[2][ROUNDS], sorted[2][ROUNDS];
	double thread[2][ROUNDS], native[2][ROUNDS];
	const char *thread_build = child_of_thread_build();
	char path[512];
	int i, fd;

	(void)argv;
	if (argc > 1)
		return measure_lkl();

	fd = open_native(path, sizeof(path));
	for (i = 0; i < ROUNDS; i++) {
		add(lkl, i, CHILD_SELF);
		if (thread_build)
			add(thread, i, thread_build);
		if (fd < 0)
			continue;
		bench_must(ftruncate(fd, 0), path);
		native[0][i] = run_us(native_write_sync, fd);
		native[1][i] = run_us(native_write_sync, fd);
	}
	memcpy(sorted, lkl, sizeof(lkl));
	bench_print("fsync_append", ".lkl", "us", sorted[0], ROUNDS);
	bench_print("fsync", ".lkl", "us", sorted[1], ROUNDS);
	if (thread_build)
		print_all(lkl, ".thread", thread, ".thread_ratio");
	if (fd < 0)
		return 0;
	print_all(lkl, ".native", native, ".ratio");
	close(fd);
	unlink(path);
	return 0;
}
