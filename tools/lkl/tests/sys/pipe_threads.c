// SPDX-License-Identifier: GPL-2.0
/*
 * Bytes arrive in order through pipes between threads, one by one and in bulk.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define NR_PINGS	3000
#define BULK_BYTES	(8 * 1024 * 1024)
#define NR_STAGES	8

static int fds[NR_STAGES + 1][2];

static void *echo(void *arg)
{
	char c;

	(void)arg;
	while (lkl_sys_read(fds[0][0], &c, 1) == 1) {
		c++;
		lkl_sys_write(fds[1][1], &c, 1);
	}
	lkl_sys_close(fds[1][1]);
	return NULL;
}

static void open_pipes(int nr)
{
	while (nr--)
		lkl_sys_pipe2(fds[nr], 0);
}

static void test_ping_pong(void)
{
	long long start = now_ns();
	pthread_t thread;
	int i, nr_bad = 0;
	char c, back;

	open_pipes(2);
	pthread_create(&thread, NULL, echo, NULL);
	for (i = 0; i < NR_PINGS; i++) {
		c = (char)i;
		lkl_sys_write(fds[0][1], &c, 1);
		nr_bad += lkl_sys_read(fds[1][0], &back, 1) != 1 ||
			  back != (char)(c + 1);
	}
	CHECK_EQ(nr_bad, 0, "%d bytes go to and fro", NR_PINGS);
	KTAP_DIAG("%lld ns each", (now_ns() - start) / NR_PINGS);
	lkl_sys_close(fds[0][1]);
	CHECK_EQ(lkl_sys_read(fds[1][0], &c, 1), 0, "until the end");
	pthread_join(thread, NULL);
	lkl_sys_close(fds[0][0]);
	lkl_sys_close(fds[1][0]);
}

/* Passes on what comes, in pieces of a size of its own. */
static void *pass_on(void *arg)
{
	long stage = (long)arg, len, done, ret;
	char buf[9000];

	while ((len = lkl_sys_read(fds[stage][0], buf,
				   sizeof(buf) - stage * 1000)) > 0) {
		for (done = 0; done < len; done += ret) {
			ret = lkl_sys_write(fds[stage + 1][1], buf + done,
					    len - done);
			if (ret <= 0)
				break;
		}
	}
	lkl_sys_close(fds[stage + 1][1]);
	return NULL;
}

static void *fill(void *arg)
{
	unsigned int i, word = 0;
	unsigned int buf[1024];

	(void)arg;
	while (word < BULK_BYTES / sizeof(word)) {
		for (i = 0; i < 1024; i++)
			buf[i] = word++;
		if (lkl_sys_write(fds[0][1], (char *)buf, sizeof(buf)) !=
		    sizeof(buf))
			break;
	}
	lkl_sys_close(fds[0][1]);
	return NULL;
}

static void test_chain(void)
{
	unsigned int word = 0, want = 0, nr_bad = 0;
	pthread_t threads[NR_STAGES + 1];
	long i, len, have = 0;
	char buf[8192];

	open_pipes(NR_STAGES + 1);
	for (i = 0; i < NR_STAGES; i++)
		pthread_create(&threads[i], NULL, pass_on, (void *)i);
	pthread_create(&threads[i], NULL, fill, NULL);
	while ((len = lkl_sys_read(fds[NR_STAGES][0], buf + have,
				   sizeof(buf) - have)) > 0) {
		have += len;
		for (i = 0; i + 4 <= have; i += 4) {
			memcpy(&word, buf + i, 4);
			nr_bad += word != want++;
		}
		memmove(buf, buf + i, have - i);
		have -= i;
	}
	for (i = 0; i <= NR_STAGES; i++)
		pthread_join(threads[i], NULL);
	CHECK_EQ(want, BULK_BYTES / 4, "all bytes pass %d threads", NR_STAGES);
	CHECK_EQ(nr_bad, 0, "in order");
}

int main(void)
{
	KTAP_PLAN(5);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	test_ping_pong();
	test_chain();
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
