// SPDX-License-Identifier: GPL-2.0
/*
 * A large file on ext4: written with fsync, read from the disk, read from the
 * page cache; and the same on a loop mount of the host, if there is one.
 */
#include "calls.h"

#define CHUNK	(1UL << 20)
#define ROUNDS	3

/* @fd is the file's, @image the host's below it. */
struct side {
	const struct calls *calls;
	int fd;
	int image;
	double mbs[3][ROUNDS];
};

static const char *const steps[] = {
	"bulk_write", "bulk_read_cold", "bulk_read_warm",
};

static char *buf;
static unsigned long nr_chunks;

static double write_all(struct side *s)
{
	uint64_t start_ns = bench_now_ns();
	unsigned long i;

	for (i = 0; i < nr_chunks; i++)
		bench_must(s->calls->write(s->fd, buf, CHUNK, i * CHUNK),
			   "write");
	bench_must(s->calls->sync(s->fd), "fsync");
	return nr_chunks * CHUNK * 1e3 / (bench_now_ns() - start_ns);
}

static double read_all(struct side *s)
{
	uint64_t start_ns = bench_now_ns();
	unsigned long i;

	for (i = 0; i < nr_chunks; i++)
		bench_must(s->calls->read(s->fd, buf, CHUNK, i * CHUNK),
			   "read");
	return nr_chunks * CHUNK * 1e3 / (bench_now_ns() - start_ns);
}

static void run_side(struct side *s, int round)
{
	bench_must(s->calls->empty(s->fd), "truncate");
	s->mbs[0][round] = write_all(s);
	bench_must(s->calls->forget(s->fd, POSIX_FADV_NORMAL), "fadvise");
	bench_must(fsync(s->image), "fsync of the image");
	posix_fadvise(s->image, 0, 0, POSIX_FADV_DONTNEED);
	s->mbs[1][round] = read_all(s);
	s->mbs[2][round] = read_all(s);
}

static void print_side(struct side *s, const char *name)
{
	double sorted[ROUNDS];
	int i;

	for (i = 0; i < 3; i++) {
		memcpy(sorted, s->mbs[i], sizeof(sorted));
		bench_print(steps[i], name, "MB/s", sorted, ROUNDS);
	}
}

/* Ratios of time, as everywhere. */
static void print_ratios(struct side *lkl, struct side *native)
{
	double ratio[ROUNDS];
	int i, j;

	for (i = 0; i < 3; i++) {
		for (j = 0; j < ROUNDS; j++)
			ratio[j] = native->mbs[i][j] / lkl->mbs[i][j];
		bench_print(steps[i], ".ratio", "x", ratio, ROUNDS);
	}
}

static struct side lkl = { .calls = &lkl_calls, .fd = -1 };
static struct side native = { .calls = &native_calls, .fd = -1 };

static void open_lkl(unsigned long mib)
{
	char path[128];

	bench_boot("quiet mem=2G");
	lkl.image = bench_image(mib + 512);
	snprintf(path, sizeof(path), "%s/bulk", bench_mount(lkl.image));
	lkl.fd = bench_must(lkl_sys_open(path, LKL_O_CREAT | LKL_O_RDWR, 0600),
			    path);
}

/* LKL_BENCH_LOOP is a mount point, LKL_BENCH_LOOP_IMAGE what is mounted. */
static void open_native(char *path, size_t size)
{
	const char *dir = getenv("LKL_BENCH_LOOP");
	const char *image = getenv("LKL_BENCH_LOOP_IMAGE");

	if (!dir || !image)
		return;
	snprintf(path, size, "%s/bulk", dir);
	native.fd = bench_must(open(path, O_CREAT | O_RDWR, 0600), path);
	native.image = bench_must(open(image, O_RDONLY), image);
}

int main(void)
{
	const char *size = getenv("LKL_BENCH_BULK_MIB");
	unsigned long mib = size ? strtoul(size, NULL, 10) : 1024;
	char path[512];
	int i;

	nr_chunks = mib * ((1UL << 20) / CHUNK);
	buf = malloc(CHUNK);
	if (!buf)
		bench_die("malloc", -ENOMEM);
	memset(buf, 'b', CHUNK);
	open_native(path, sizeof(path));
	open_lkl(mib);
	for (i = 0; i < ROUNDS; i++) {
		if (native.fd >= 0)
			run_side(&native, i);
		run_side(&lkl, i);
	}
	print_side(&lkl, ".lkl");
	if (native.fd >= 0) {
		print_side(&native, ".native");
		print_ratios(&lkl, &native);
		unlink(path);
	}
	lkl_sys_close(lkl.fd);
	bench_umount();
	bench_halt();
	return 0;
}
