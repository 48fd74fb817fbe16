// SPDX-License-Identifier: GPL-2.0
/*
 * The first process of a User Mode Linux that is measured by um.py: a few
 * figures, and the end.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define CALLS	20000
#define PAGES	4096
#define PAGE	4096
#define CHUNK	(1 << 20)
#define CHUNKS	64

static char chunk[CHUNK] __attribute__((aligned(PAGE)));

static double now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1e6 + ts.tv_nsec / 1e3;
}

static void figure(const char *name, double us)
{
	printf("guest: %s %.4f\n", name, us);
	fflush(stdout);
}

static void must(int ok, const char *what)
{
	if (!ok)
		printf("guest: failed: %s\n", what);
}

static void getpids(void)
{
	double start = now_us();
	int i;

	for (i = 0; i < CALLS; i++)
		syscall(SYS_getpid);
	figure("getpid", (now_us() - start) / CALLS);
}

static void page_faults(void)
{
	char *mem = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	double start = now_us();
	int i;

	must(mem != MAP_FAILED, "mmap");
	for (i = 0; i < PAGES; i++)
		mem[i * PAGE] = 1;
	figure("page_fault", (now_us() - start) / PAGES);
}

static void ubd(void)
{
	int fd = open("/file", O_RDWR | O_CREAT | O_TRUNC, 0600), i;
	double start = now_us();

	memset(chunk, 'x', CHUNK);
	for (i = 0; i < CHUNKS; i++)
		must(write(fd, chunk, CHUNK) == CHUNK, "write");
	must(!fsync(fd), "fsync");
	figure("ubd_write", now_us() - start);
	must(!posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED), "fadvise");
	start = now_us();
	for (i = 0; i < CHUNKS; i++)
		must(pread(fd, chunk, CHUNK, (off_t)i * CHUNK) == CHUNK,
		     "read");
	figure("ubd_read_cold", now_us() - start);
	close(fd);
}

int main(void)
{
	printf("guest: up\n");
	fflush(stdout);
	getpids();
	page_faults();
	ubd();
	/* or else the next one has a journal to replay */
	must(!mount("", "/", "", MS_REMOUNT | MS_RDONLY, NULL), "remount");
	reboot(RB_POWER_OFF);
	return 1;
}
