// SPDX-License-Identifier: GPL-2.0
/*
 * A byte that two threads pass to and fro through two pipes: on one processor,
 * and wherever the host puts them.
 */
#include <unistd.h>

#include "kernel.h"
#include "thread.h"

struct game {
	long (*read)(int fd, void *buf, size_t len);
	long (*write)(int fd, const void *buf, size_t len);
	int ping[2], pong[2];
};

static long native_read(int fd, void *buf, size_t len)
{
	return read(fd, buf, len);
}

static long native_write(int fd, const void *buf, size_t len)
{
	return write(fd, buf, len);
}

static long lkl_read(int fd, void *buf, size_t len)
{
	return lkl_sys_read(fd, buf, len);
}

static long lkl_write(int fd, const void *buf, size_t len)
{
	return lkl_sys_write(fd, buf, len);
}

/* Ends with a byte that is not 0. */
static void *partner(void *arg)
{
	struct game *g = arg;
	char byte;

	do {
		if (g->read(g->ping[0], &byte, 1) != 1 ||
		    g->write(g->pong[1], &byte, 1) != 1)
			bench_die("partner", -EIO);
	} while (!byte);
	return NULL;
}

static void serve(struct game *g, char byte)
{
	if (g->write(g->ping[1], &byte, 1) != 1 ||
	    g->read(g->pong[0], &byte, 1) != 1)
		bench_die("pass", -EIO);
}

static void play(void *arg, unsigned long nr)
{
	while (nr--)
		serve(arg, 0);
}

static void compare(const char *name, struct game *native, struct game *lkl)
{
	pthread_t native_partner = bench_thread(partner, native);
	pthread_t lkl_partner = bench_thread(partner, lkl);

	bench_compare(name, play, native, play, lkl);
	serve(native, 1);
	serve(lkl, 1);
	pthread_join(native_partner, NULL);
	pthread_join(lkl_partner, NULL);
}

int main(void)
{
	struct game native = { .read = native_read, .write = native_write };
	struct game lkl = { .read = lkl_read, .write = lkl_write };
	cpu_set_t all;

	bench_must(pipe(native.ping) | pipe(native.pong), "native pipe");
	bench_boot("quiet");
	bench_must(lkl_sys_pipe(lkl.ping) | lkl_sys_pipe(lkl.pong), "pipe");
	bench_pin(&all);
	compare("pingpong_1cpu", &native, &lkl);
	bench_unpin(&all);
	compare("pingpong", &native, &lkl);
	bench_halt();
	return 0;
}
