/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Measuring: rounds of something native and something in the kernel, by turns.
 *
 * Each figure is one line of standard output,
 *	NAME VALUE UNIT n= min= median= max=
 * whose VALUE is the median. NAME ends in .lkl, .native or .ratio if the same
 * was measured on both sides; a ratio is that of two neighbouring rounds. The
 * names do not change: marks.txt and the documentation refer to them.
 */
#ifndef LKL_BENCH_H
#define LKL_BENCH_H

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define UNUSED __attribute__((unused))

#define BENCH_ROUNDS	51
#define BENCH_ROUND_NS	2000000

/* Something that is measured: do it @nr times. */
typedef void (*bench_fn)(void *arg, unsigned long nr);

struct bench_op {
	bench_fn run;
	void *arg;
	unsigned long nr;
};

static UNUSED uint64_t bench_ns(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return ts.tv_sec * 1000000000ULL + ts.tv_nsec;
}

static UNUSED uint64_t bench_now_ns(void)
{
	return bench_ns(CLOCK_MONOTONIC);
}

static UNUSED void __attribute__((noreturn)) bench_die(const char *what,
							long err)
{
	fprintf(stderr, "%s: %s: %s\n", program_invocation_short_name, what,
		strerror(err < 0 ? -err : errno));
	exit(1);
}

/* A call of either side: libc's -1 with errno, or -Exxx. */
static UNUSED long bench_must(long ret, const char *what)
{
	if (ret < 0)
		bench_die(what, ret == -1 && errno ? 0 : ret);
	return ret;
}

static int bench_compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Sorts @values. */
static UNUSED double bench_print(const char *name, const char *side,
				 const char *unit, double *values, size_t nr)
{
	double median;

	qsort(values, nr, sizeof(*values), bench_compare_doubles);
	median = (values[(nr - 1) / 2] + values[nr / 2]) / 2;
	printf("%s%s %.4g %s n=%zu min=%.4g median=%.4g max=%.4g\n", name,
	       side, median, unit, nr, values[0], median, values[nr - 1]);
	fflush(stdout);
	return median;
}

static UNUSED void bench_print_one(const char *name, const char *unit,
				   double value)
{
	bench_print(name, "", unit, &value, 1);
}

static double bench_round_ns(const struct bench_op *op)
{
	uint64_t start_ns = bench_now_ns();

	op->run(op->arg, op->nr);
	return (double)(bench_now_ns() - start_ns) / op->nr;
}

/* The shortest of a few, as other processes may interrupt. */
static double bench_try_ns(const struct bench_op *op)
{
	double ns, best = bench_round_ns(op);
	int i;

	for (i = 0; i < 4; i++) {
		ns = bench_round_ns(op);
		if (ns < best)
			best = ns;
	}
	return best;
}

/* Choose how often a round repeats an operation; warms it up as well. */
static void bench_calibrate(struct bench_op *op)
{
	double ns;

	for (op->nr = 1; ; op->nr *= 2) {
		ns = bench_try_ns(op);
		if (ns * op->nr > BENCH_ROUND_NS / 2.0)
			break;
	}
	op->nr = BENCH_ROUND_NS / ns + 1;
}

/* Nanoseconds of each, and their ratio. */
static UNUSED void bench_compare(const char *name, bench_fn native_run,
				 void *native_arg, bench_fn lkl_run_op,
				 void *lkl_arg)
{
	struct bench_op native = { native_run, native_arg, 0 };
	struct bench_op lkl = { lkl_run_op, lkl_arg, 0 };
	double native_ns[BENCH_ROUNDS], lkl_ns[BENCH_ROUNDS];
	double ratio[BENCH_ROUNDS];
	int i;

	bench_calibrate(&native);
	bench_calibrate(&lkl);
	for (i = 0; i < BENCH_ROUNDS; i++) {
		native_ns[i] = bench_round_ns(&native);
		lkl_ns[i] = bench_round_ns(&lkl);
		ratio[i] = lkl_ns[i] / native_ns[i];
	}
	bench_print(name, ".lkl", "ns", lkl_ns, BENCH_ROUNDS);
	bench_print(name, ".native", "ns", native_ns, BENCH_ROUNDS);
	bench_print(name, ".ratio", "x", ratio, BENCH_ROUNDS);
}

#endif
