// SPDX-License-Identifier: GPL-2.0
/*
 * Opening and closing what an interface is connected to, captures and files of
 * a configuration are no cancellation points: who is cancelled comes to the end
 * of the call, and leaves nothing open.
 */
#include "net.h"

#include <dirent.h>
#include <sys/stat.h>

#define FILE_NAME	"lkl-cancel.test"

static char fifos[2][32], names[80];
static int pair[2];

static int nr_descriptors(void)
{
	DIR *dir = opendir("/proc/self/fd");
	int nr = 0;

	while (readdir(dir))
		nr++;
	closedir(dir);
	return nr;
}

static int open_pipe(void)
{
	int id = NETDEV_OPEN(.from = LKL_NETDEV_PIPE, .name = names);

	return id < 0 ? id : lkl_netdev_close(id);
}

/* The second fifo is not there. */
static int open_half(void)
{
	char half[80];

	snprintf(half, sizeof(half), "%s|absent", fifos[0]);
	return NETDEV_OPEN(.from = LKL_NETDEV_PIPE, .name = half) +
	       LKL_ENOENT;
}

static int create_pipe(void)
{
	struct lkl_netdev *nd = lkl_netdev_pipe_create(names, 0);
	int id = nd ? lkl_netdev_add(nd, NULL) : -1;

	lkl_netdev_remove(id);
	lkl_netdev_free(nd);
	return id < 0;
}

static int open_passt(void)
{
	return NETDEV_OPEN(.from = LKL_NETDEV_PASST, .name = "absent") +
	       LKL_ENOENT;
}

static int open_pair(void)
{
	int id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = pair[0]);

	return id < 0 ? id : lkl_netdev_close(id);
}

static int capture(void)
{
	struct lkl_pcap_options options = {
		.size = sizeof(options),
		.path = FILE_NAME,
	};
	struct lkl_pcap *pcap;
	int err = lkl_pcap_open(&options, &pcap);

	return err ? err : lkl_pcap_close(pcap, NULL);
}

static int load_config(void)
{
	struct lkl_config *config = lkl_config_new();
	int err = lkl_config_load_file(config, FILE_NAME);

	lkl_config_free(config);
	return err;
}

/* Cancelled from the start: the next cancellation point is the last. */
__attribute__((no_sanitize_address))
static void *run_cancelled(void *arg)
{
	int (*fn)(void) = *(void **)arg;
	int ret;

	pthread_cancel(pthread_self());
	ret = fn();
	*(void **)arg = ret ? arg : NULL;
	pthread_testcancel();
	return NULL;
}

static void test(const char *what, int (*fn)(void))
{
	int before = nr_descriptors();
	void *arg = fn, *ret;
	pthread_t thread;

	pthread_create(&thread, NULL, run_cancelled, &arg);
	pthread_join(thread, &ret);
	CHECK(ret == PTHREAD_CANCELED && !arg, "%s: to its end", what);
	CHECK_EQ(nr_descriptors(), before, "%s: nothing is left open", what);
}

int main(void)
{
	int i;

	for (i = 0; i < 2; i++) {
		snprintf(fifos[i], sizeof(fifos[i]), "lkl-cancel-%d.%d",
			 getpid(), i);
		if (mkfifo(fifos[i], 0600))
			KTAP_BAIL("mkfifo: %s", strerror(errno));
	}
	snprintf(names, sizeof(names), "%s|%s", fifos[0], fifos[1]);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair))
		KTAP_BAIL("socketpair");
	KTAP_PLAN(7 * 2 + 1);
	/* It ends a test that hangs. */
	alarm(50);
	boot("mem=64M");
	open_pair();
	test("fifos", open_pipe);
	test("one fifo", open_half);
	test("fifos for lkl/linux", create_pipe);
	test("passt", open_passt);
	test("a pair", open_pair);
	test("a capture", capture);
	write_file(FILE_NAME, "{}");
	test("a file", load_config);
	CHECK_EQ(lkl_sys_halt(), 0, "halt");
	unlink(fifos[0]);
	unlink(fifos[1]);
	unlink(FILE_NAME);
	return KTAP_END();
}
