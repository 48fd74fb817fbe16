/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What C tests are written with: KTAP output.
 *
 * int main(void)
 * {
 *	KTAP_PLAN(2);
 *	CHECK(f() == 0, "f works");
 *	CHECK_EQ(g(), -EINVAL, "g(%d) is refused", 3);
 *	return KTAP_END();
 * }
 *
 * A comment "timeout: 120" in the first lines of a test gives it 120 instead
 * of 60 seconds; "alone: why" has it run with no other test beside it.
 *
 * Results are for one thread, usually main; others leave what they found in
 * variables. The file that includes this has main().
 */
#ifndef LKL_TESTS_KTAP_H
#define LKL_TESTS_KTAP_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define KTAP_PRINTF(f, a) __attribute__((unused, format(printf, f, a)))

static struct {
	int plan, nr, failed;
} ktap;

/* Lines are flushed one by one: the next statement may kill the process. */
static inline void ktap_flush(void)
{
	putchar('\n');
	fflush(stdout);
}

/* How many results will follow; first in main(). */
static inline void KTAP_PLAN(int n)
{
	ktap.plan = n;
	printf("TAP version 14\n1..%d", n);
	ktap_flush();
}

/* A comment line. */
static KTAP_PRINTF(1, 2) void KTAP_DIAG(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	printf("# ");
	vprintf(fmt, ap);
	ktap_flush();
	va_end(ap);
}

static KTAP_PRINTF(4, 5) int ktap_result(int ok, const char *file, int line,
					 const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	printf("%sok %d ", ok ? "" : "not ", ++ktap.nr);
	vprintf(fmt, ap);
	ktap_flush();
	va_end(ap);
	if (!ok) {
		ktap.failed++;
		KTAP_DIAG("%s:%d", file, line);
	}
	return ok;
}

static inline int ktap_equal(long long a, long long b, const char *expr)
{
	if (a != b)
		KTAP_DIAG("%s is %lld, not %lld", expr, a, b);
	return a == b;
}

/* One result, named by a format; the value is whether it was ok. */
#define CHECK(cond, ...) \
	ktap_result(!!(cond), __FILE__, __LINE__, __VA_ARGS__)

/* The same for integers, and says what the first was if they differ. */
#define CHECK_EQ(got, want, ...) \
	ktap_result(ktap_equal((long long)(got), (long long)(want), #got), \
		    __FILE__, __LINE__, __VA_ARGS__)

/*
 * One result that cannot be had here. The reason begins with "root:",
 * "package:" or "host:", as below.
 */
static inline void KTAP_SKIP(const char *name, const char *reason)
{
	printf("ok %d %s # SKIP %s", ++ktap.nr, name, reason);
	ktap_flush();
}

/* End a test that cannot run here; instead of KTAP_PLAN(). */
static inline void KTAP_SKIP_ALL(const char *reason)
{
	printf("TAP version 14\n1..0 # SKIP %s", reason);
	ktap_flush();
	exit(0);
}

/* End a test that has no ground to go on. */
static KTAP_PRINTF(1, 2) __attribute__((noreturn))
void KTAP_BAIL(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	printf("Bail out! ");
	vprintf(fmt, ap);
	ktap_flush();
	va_end(ap);
	exit(1);
}

/* What main() returns: 0 if all planned results came and were ok. */
static inline int KTAP_END(void)
{
	return ktap.failed || ktap.nr != ktap.plan;
}

#endif
