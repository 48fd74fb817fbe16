// SPDX-License-Identifier: GPL-2.0
/*
 * The copying programs against a loop mount with cp and tar, by turns, from
 * start to stable storage with everything unmounted.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench.h"

#define ROUNDS		5
#define FILES		20000
#define DIR_FILES	100
#define FILE_MAX	16384
#define LARGE_BYTES	(1UL << 30)

/*
 * Commands of the shell. $D is a folder on a disk, in which are the folder tree
 * and the file large, the image from that has both, and small that has the
 * first; $B is where the programs are.
 */
static const struct job {
	const char *name, *before, *native, *ours;
} jobs[] = {
	{ "cptofs_tree",
	  "rm -f to && truncate -s 2G to && mkfs.ext4 -q -F to && sync to",
	  "mount -o loop to mnt && cp -a tree mnt/ && umount mnt && sync to",
	  "$B/cptofs -i to tree /" },
	{ "cpfromfs_tree",
	  "rm -rf out && mkdir out && sync -f out",
	  "mount -o loop,ro from mnt && cp -a mnt/tree out/ && umount mnt && sync -f out",
	  "$B/cpfromfs -i from /tree out" },
	{ "cptofs_file",
	  "rm -f to && truncate -s 2G to && mkfs.ext4 -q -F to && sync to",
	  "mount -o loop to mnt && cp -a large mnt/ && umount mnt && sync to",
	  "$B/cptofs -i to large /" },
	{ "cpfromfs_file",
	  "rm -rf out && mkdir out && sync -f out",
	  "mount -o loop,ro from mnt && cp -a mnt/large out/ && umount mnt && sync -f out",
	  "$B/cpfromfs -i from /large out" },
	{ "fs2tar_tree",
	  "rm -f tar && sync -f .",
	  "mount -o loop,ro small mnt && tar -C mnt --xattrs --acls -S -cf tar . && umount mnt && sync tar",
	  "$B/fs2tar small tar" },
	{ "fs2tar_plain",
	  "rm -f tar && sync -f .",
	  "mount -o loop,ro small mnt && tar -C mnt -cf tar . && umount mnt && sync tar",
	  "$B/fs2tar small tar" },
	{ NULL, NULL, NULL, NULL }
};

static void must_run(const char *command)
{
	char text[512];

	snprintf(text, sizeof(text), "cd \"$D\" && { %s; } >/dev/null",
		 command);
	if (system(text))
		bench_die(command, -EIO);
}

static double timed_ms(const char *command)
{
	uint64_t start_ns = bench_now_ns();

	must_run(command);
	return (bench_now_ns() - start_ns) / 1e6;
}

static void write_file(const char *path, const char *data, size_t bytes,
		       size_t times)
{
	int fd = bench_must(open(path, O_CREAT | O_WRONLY, 0644), path);

	while (times--)
		bench_must(write(fd, data, bytes), path);
	close(fd);
}

/* Files of all sizes up to FILE_MAX, in the same way each time. */
static void make_tree(const char *name, unsigned int nr, unsigned int max)
{
	static char data[1 << 20];
	char path[512];
	unsigned int i;

	for (i = 0; i < sizeof(data); i++)
		data[i] = i * 2654435761U >> 24;
	bench_must(mkdir(name, 0755), name);
	for (i = 0; i < nr; i++) {
		snprintf(path, sizeof(path), "%s/%u", name, i / DIR_FILES);
		if (!(i % DIR_FILES))
			bench_must(mkdir(path, 0755), path);
		snprintf(path, sizeof(path), "%s/%u/%u", name, i / DIR_FILES,
			 i);
		write_file(path, data + i % 4096, i * 2654435761U % max, 1);
	}
	if (access("large", F_OK))
		write_file("large", data, sizeof(data),
			   LARGE_BYTES / sizeof(data));
}

static void make_images(void)
{
	must_run("mkdir mnt && truncate -s 4G from && mkfs.ext4 -q -F from");
	must_run("cp --sparse=always from small && $B/cptofs -i small tree /");
	must_run("$B/cptofs -i from tree large / && sync -f .");
}

static int can_mount(void)
{
	return !geteuid() && !system("cd \"$D\" && mount -o loop,ro from mnt 2>/dev/null && umount mnt");
}

static void compare(const struct job *job, int has_native)
{
	double ours[ROUNDS], native[ROUNDS], ratio[ROUNDS];
	int i;

	for (i = 0; i < ROUNDS; i++) {
		must_run(job->before);
		ours[i] = timed_ms(job->ours);
		if (!has_native)
			continue;
		must_run(job->before);
		native[i] = timed_ms(job->native);
		ratio[i] = ours[i] / native[i];
	}
	bench_print(job->name, ".lkl", "ms", ours, ROUNDS);
	if (!has_native)
		return;
	bench_print(job->name, ".native", "ms", native, ROUNDS);
	bench_print(job->name, ".ratio", "x", ratio, ROUNDS);
}

/* How long until the first byte comes out. */
static void first_byte(void)
{
	double ms[ROUNDS];
	uint64_t start_ns;
	FILE *out;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		start_ns = bench_now_ns();
		out = popen("\"$B\"/fs2tar \"$D\"/small - 2>/dev/null", "r");
		if (!out || getc(out) == EOF)
			bench_die("fs2tar", -EIO);
		ms[i] = (bench_now_ns() - start_ns) / 1e6;
		pclose(out);
	}
	bench_print("copy_first_byte", "", "ms", ms, ROUNDS);
}

/* Time for each file of a large tree, divided by that of a small one. */
static void growth(void)
{
	static const char *const fresh_image = "rm -f to && truncate -s 4G to "
		"&& mkfs.ext4 -q -F -N 300000 to && sync to";
	double few[ROUNDS], growth;
	int i;

	make_tree("few", 2000, 1024);
	make_tree("many", 200000, 1024);
	for (i = 0; i < ROUNDS; i++) {
		must_run(fresh_image);
		few[i] = timed_ms("$B/cptofs -i to few /");
	}
	must_run(fresh_image);
	growth = timed_ms("$B/cptofs -i to many /");
	qsort(few, ROUNDS, sizeof(*few), bench_compare_doubles);
	bench_print_one("cptofs_growth", "x", growth / 100 / few[ROUNDS / 2]);
}

/* $LKL_BENCH_COPY: only the figures with this in their names. */
static int is_wanted(const char *name)
{
	const char *part = getenv("LKL_BENCH_COPY");

	return !part || strstr(name, part);
}

int main(void)
{
	const char *dir = getenv("LKL_BENCH_IMAGES");
	const char *tools = getenv("LKL_BENCH_TOOLS");
	const struct job *job;
	char folder[512];
	int has_native;

	snprintf(folder, sizeof(folder), "%s/copy.XXXXXX", dir ? dir : ".");
	if (!mkdtemp(folder))
		bench_die(folder, 0);
	setenv("D", realpath(folder, NULL), 1);
	setenv("B", tools ? tools : "/usr/bin", 1);
	bench_must(chdir(folder), folder);
	make_tree("tree", FILES, FILE_MAX);
	make_images();
	has_native = can_mount();
	for (job = jobs; job->name; job++)
		if (is_wanted(job->name))
			compare(job, has_native);
	if (is_wanted("copy_first_byte"))
		first_byte();
	if (is_wanted("cptofs_growth"))
		growth();
	return system("rm -rf \"$D\"") ? 1 : 0;
}
