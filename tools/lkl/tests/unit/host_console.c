// SPDX-License-Identifier: GPL-2.0
/*
 * Console output is printed once and in order, and the newest survives.
 */
#include <pthread.h>
#include <string.h>

#include <lkl_host.h>

#include "host/console.h"
#include "ktap.h"

#define RING_BYTES	(256UL * 1024)
#define NR_LINES	200000L

static char *out;
static unsigned long out_len;
static long next_line, nr_lost, nr_wrong, was_cut;
static char partial[64];
static unsigned long partial_len;
static int stop;

static void keep(const char *str, int len)
{
	memcpy(out + out_len, str, (size_t)len);
	out_len += (unsigned long)len;
}

static void test_order(void)
{
	lkl_host_ops.print = keep;
	lkl__console_write("one ", 4);
	lkl__console_write("two", 3);
	CHECK_EQ(out_len, 0, "writing prints nothing");
	lkl__console_flush();
	CHECK(out_len == 7 && !memcmp(out, "one two", 7), "flushing does");
	lkl__console_flush();
	CHECK_EQ(out_len, 7, "once");
}

static void test_overflow(void)
{
	unsigned long i;

	out_len = 0;
	for (i = 0; i < RING_BYTES / 8 + 1000; i++)
		lkl__console_write("old text", 8);
	lkl__console_write("newest!", 7);
	lkl__console_flush();
	CHECK(out_len > RING_BYTES && !memcmp(out + out_len - 7, "newest!", 7),
	      "the newest survives an overflow");
	out[64] = 0;
	CHECK(strstr(out, "bytes of console lost"), "the loss is told");
	lkl_host_ops.print = NULL;
	lkl__console_write("dropped", 7);
	lkl__console_flush();
	CHECK(1, "without print() it is dropped");
}

static long number_of(const char *line)
{
	long nr;

	return sscanf(line, "line %ld.", &nr) == 1 && strchr(line, '.') ? nr : -1;
}

/* A number each. Before and after a note of loss they may be cut. */
static void take_line(void)
{
	long nr;

	partial[partial_len] = 0;
	partial_len = 0;
	nr = number_of(partial);
	if (partial[0] == '[') {
		nr_lost++;
		nr_wrong -= was_cut;
		was_cut = 0;
		next_line = -1;
	} else if (nr >= 0) {
		nr_wrong += next_line >= 0 && nr != next_line;
		was_cut = 0;
		next_line = nr + 1;
	} else if (next_line >= 0) {
		nr_wrong++;
		was_cut = 1;
	}
}

static void check_lines(const char *str, int len)
{
	int i;

	for (i = 0; i < len; i++) {
		if (str[i] == '\n')
			take_line();
		else if (partial_len < sizeof(partial) - 1)
			partial[partial_len++] = str[i];
	}
}

static void *flusher(void *arg)
{
	(void)arg;
	while (!__atomic_load_n(&stop, __ATOMIC_ACQUIRE))
		lkl__console_flush();
	return NULL;
}

static void test_threads(void)
{
	pthread_t threads[3];
	char line[64];
	long nr;
	int i;

	lkl_host_ops.print = check_lines;
	for (i = 0; i < 3; i++)
		pthread_create(&threads[i], NULL, flusher, NULL);
	for (nr = 0; nr < NR_LINES; nr++) {
		i = snprintf(line, sizeof(line), "line %ld.\n", nr);
		lkl__console_write(line, (unsigned long)i);
	}
	__atomic_store_n(&stop, 1, __ATOMIC_RELEASE);
	for (i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	lkl__console_flush();
	KTAP_DIAG("%ld losses of %ld lines", nr_lost, NR_LINES);
	CHECK_EQ(nr_wrong, 0, "lines are in order with three flushing threads");
	CHECK_EQ(next_line, NR_LINES, "up to the last");
}

int main(void)
{
	KTAP_PLAN(8);
	out = malloc(4 * RING_BYTES);
	test_order();
	test_overflow();
	test_threads();
	free(out);
	return KTAP_END();
}
