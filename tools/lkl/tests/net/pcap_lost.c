// SPDX-License-Identifier: GPL-2.0
/*
 * Packets that cannot be written are counted, and told of.
 */
#include "capture.h"

#include <fcntl.h>

#define NR_LOST		2000

static int read_fd;

static void *read_slowly(void *arg)
{
	(void)arg;
	while (read(read_fd, contents, sizeof(contents)) > 0)
		;
	return NULL;
}

/* Nobody takes the packets, until the kernel has no room for more. */
static void test_dropped(void)
{
	struct lkl_pcap_counts counts = { 0 };
	unsigned char frame[2048];
	struct lkl_pcap *pcap;
	pthread_t thread;
	int fds[2], i;

	if (pipe(fds))
		KTAP_BAIL("pipe");
	CHECK_EQ(PCAP_OPEN(&pcap, .ifindex = ifindex, .fd = fds[1],
			   .buffer_bytes = 65536), 0, "to a pipe");
	make_frame(frame, 1000, 0);
	for (i = 0; i < NR_LOST; i++)
		inject(frame, 1000);
	wait_frames(NR_LOST);
	read_fd = fds[0];
	pthread_create(&thread, NULL, read_slowly, NULL);
	CHECK_EQ(lkl_pcap_close(pcap, &counts), 0, "that was full for a time");
	close(fds[1]);
	pthread_join(thread, NULL);
	close(fds[0]);
	CHECK(counts.dropped && counts.written + counts.dropped == NR_LOST,
	      "%llu of %llu packets dropped",
	      (unsigned long long)counts.dropped,
	      (unsigned long long)counts.written + counts.dropped);
}

static void test_errors(void)
{
	struct lkl_pcap_options small = { .size = 8 };
	unsigned char frame[2048];
	struct lkl_pcap *pcap;
	int fds[2], fd;

	CHECK_EQ(lkl_pcap_open(&small, &pcap), -LKL_EINVAL, "no options");
	CHECK_EQ(PCAP_OPEN(&pcap, .ifindex = 4711, .path = FILE_NAME),
		 -LKL_ENODEV, "no such interface");
	CHECK_EQ(PCAP_OPEN(&pcap, .path = "absent/file"), -LKL_ENOENT,
		 "no such folder");
	CHECK_EQ(PCAP_OPEN(&pcap, .fd = -1), -LKL_EBADF, "no descriptor");
	if (pipe(fds))
		KTAP_BAIL("pipe");
	close(fds[0]);
	CHECK(!PCAP_OPEN(&pcap, .ifindex = ifindex, .fd = fds[1]) &&
	      lkl_pcap_close(pcap, NULL) == -LKL_EPIPE, "nobody reads");
	close(fds[1]);
	fd = open("/dev/full", O_WRONLY);
	CHECK(!PCAP_OPEN(&pcap, .ifindex = ifindex, .fd = fd) &&
	      sent_frame(frame) > 0 &&
	      lkl_pcap_close(pcap, NULL) == -LKL_ENOSPC, "no space");
	close(fd);
	CHECK_EQ(lkl_pcap_close(NULL, NULL), 0, "nothing to close");
}

int main(void)
{
	KTAP_PLAN(3 + 7);
	boot_with_wire();
	test_dropped();
	test_errors();
	lkl_sys_halt();
	unlink(FILE_NAME);
	return KTAP_END();
}
