// SPDX-License-Identifier: GPL-2.0
/*
 * A file on ext4, written with fsync and read from the disk, in order and at
 * random: on the default disk, on ubd if the kernel has it, and on a loop mount
 * of the host if there is one, by turns.
 */
#include "calls.h"

#define ROUNDS		5
#define CHUNK		(1UL << 20)
#define BLOCK		4096UL
#define NR_BLOCKS	8192UL
#define NR_STEPS	4
/* In MiB: a smaller file system would have smaller blocks. */
#define SPARE		512

static const char *const steps[NR_STEPS] = {
	"disk_write", "disk_read", "disk_randwrite", "disk_randread",
};

/* @fd is of the file, @image of what the host has below it. */
struct side {
	const struct calls *calls;
	int fd;
	int image;
	double us[NR_STEPS][ROUNDS];
};

static char *buf;
static unsigned long mib = 256;

static struct side native = { .calls = &native_calls, .fd = -1 };
static struct side lkl = { .calls = &lkl_calls, .fd = -1 };
static struct side ubd = { .calls = &lkl_calls, .fd = -1 };

/* The same places in the same order for every side of a round. */
static unsigned long place(unsigned long *seed)
{
	*seed = *seed * 6364136223846793005UL + 1442695040888963407UL;
	return (*seed >> 33) % (mib * CHUNK / BLOCK);
}

static void write_step(struct side *s, int is_random, unsigned long seed)
{
	unsigned long i, nr = is_random ? NR_BLOCKS : mib;

	for (i = 0; i < nr; i++)
		bench_must(is_random ?
			   s->calls->write(s->fd, buf, BLOCK,
					   place(&seed) * BLOCK) :
			   s->calls->write(s->fd, buf, CHUNK, i * CHUNK),
			   "write");
	bench_must(s->calls->sync(s->fd), "fsync");
}

static void read_step(struct side *s, int is_random, unsigned long seed)
{
	unsigned long i, nr = is_random ? NR_BLOCKS : mib;

	for (i = 0; i < nr; i++)
		bench_must(is_random ?
			   s->calls->read(s->fd, buf, BLOCK,
					  place(&seed) * BLOCK) :
			   s->calls->read(s->fd, buf, CHUNK, i * CHUNK),
			   "read");
}

/* What is read next comes from the host's disk. */
static void forget(struct side *s, int advice)
{
	bench_must(s->calls->forget(s->fd, advice), "fadvise");
	bench_must(fsync(s->image), "fsync of the image");
	posix_fadvise(s->image, 0, 0, POSIX_FADV_DONTNEED);
}

static void run_side(struct side *s, int round)
{
	uint64_t start_ns;
	int i;

	for (i = 0; i < NR_STEPS; i++) {
		forget(s, i == 3 ? POSIX_FADV_RANDOM : POSIX_FADV_NORMAL);
		start_ns = bench_now_ns();
		if (i % 2)
			read_step(s, i > 1, round);
		else
			write_step(s, i > 1, round + 1000);
		s->us[i][round] = (bench_now_ns() - start_ns) / 1e3;
	}
}

static void open_file(struct side *s, const char *mnt)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/file", mnt);
	s->fd = bench_must(lkl_sys_open(path, LKL_O_CREAT | LKL_O_RDWR, 0600),
			   path);
}

/* The boot parameter names the image by its descriptor: it has no name. */
static void open_lkl(void)
{
	char line[64];

	lkl.image = bench_image(mib + SPARE);
	ubd.image = bench_image(mib + SPARE);
	snprintf(line, sizeof(line), "quiet mem=1G ubd0=/proc/self/fd/%d",
		 ubd.image);
	bench_boot(line);
	open_file(&lkl, bench_mount(lkl.image));
	if (lkl_sys_mknod("/ubda", LKL_S_IFBLK | 0600, 98 << 8) ||
	    lkl_sys_mkdir("/ubd", 0700) ||
	    lkl_sys_mount("/ubda", "/ubd", "ext4", 0, NULL))
		return;
	open_file(&ubd, "/ubd");
}

/* LKL_BENCH_LOOP is a mount point, LKL_BENCH_LOOP_IMAGE what is mounted. */
static void open_native(char *path, size_t size)
{
	const char *dir = getenv("LKL_BENCH_LOOP");
	const char *image = getenv("LKL_BENCH_LOOP_IMAGE");

	if (!dir || !image)
		return;
	snprintf(path, size, "%s/file", dir);
	native.fd = bench_must(open(path, O_CREAT | O_RDWR, 0600), path);
	native.image = bench_must(open(image, O_RDONLY), image);
}

/* bench_print() sorts, so ratios come first. */
static void print_side(struct side *s, const char *name, const char *ratio)
{
	double ratios[ROUNDS];
	int i, j;

	if (s->fd < 0)
		return;
	for (i = 0; i < NR_STEPS; i++) {
		for (j = 0; j < ROUNDS; j++)
			ratios[j] = s->us[i][j] / native.us[i][j];
		if (ratio && native.fd >= 0)
			bench_print(steps[i], ratio, "x", ratios, ROUNDS);
	}
	for (i = 0; i < NR_STEPS; i++)
		bench_print(steps[i], name, "us", s->us[i], ROUNDS);
}

int main(void)
{
	const char *size = getenv("LKL_BENCH_DISK_MIB");
	char path[512] = "";
	int i;

	if (size)
		mib = strtoul(size, NULL, 10);
	buf = malloc(CHUNK);
	if (!buf || !mib)
		bench_die("no buffer", -ENOMEM);
	memset(buf, 'b', CHUNK);
	open_native(path, sizeof(path));
	open_lkl();
	for (i = -1; i < ROUNDS; i++) {
		/* the first one makes the files, and does not count */
		if (native.fd >= 0)
			run_side(&native, i < 0 ? 0 : i);
		run_side(&lkl, i < 0 ? 0 : i);
		if (ubd.fd >= 0)
			run_side(&ubd, i < 0 ? 0 : i);
	}
	print_side(&lkl, ".lkl", ".ratio");
	print_side(&ubd, ".ubd", ".ubd_ratio");
	print_side(&native, ".native", NULL);
	if (native.fd >= 0)
		unlink(path);
	lkl_sys_close(lkl.fd);
	lkl_sys_close(ubd.fd);
	lkl_sys_umount("/ubd", 0);
	bench_umount();
	bench_halt();
	return 0;
}
