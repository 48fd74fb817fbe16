// SPDX-License-Identifier: GPL-2.0
/*
 * Packets of an interface are written to a file as they were, all of each or as
 * much as wanted, until it is closed.
 */
#include "capture.h"

#include <time.h>

/* In any order: the kernel takes frames in batches, and sorts them. */
static int has(int nr, const unsigned char *frame, size_t bytes)
{
	int i;

	for (i = 0; i < nr; i++) {
		if (packets[i].bytes == bytes &&
		    packets[i].wire_bytes == bytes &&
		    !memcmp(packets[i].data, frame, bytes))
			return 1;
	}
	return 0;
}

static void test_ethernet(void)
{
	static unsigned char frames[4][2048];
	struct lkl_pcap_counts counts = { 0 };
	struct lkl_pcap *pcap;
	time_t before = time(NULL);
	size_t bytes[4];
	int i;

	CHECK_EQ(PCAP_OPEN(&pcap, .ifindex = ifindex, .path = FILE_NAME), 0,
		 "of eth0");
	bytes[0] = make_frame(frames[0], 60, 0);
	bytes[1] = make_frame(frames[1], 1514, 0);
	bytes[2] = make_frame(frames[2], 600, 1);
	for (i = 0; i < 3; i++)
		inject(frames[i], bytes[i]);
	wait_frames(3);
	bytes[3] = sent_frame(frames[3]);
	CHECK(!lkl_pcap_close(pcap, &counts) && counts.written == 4 &&
	      !counts.dropped, "four packets");
	CHECK(read_file(FILE_NAME) == 4 && link_type == 1, "are in the file");
	CHECK(has(4, frames[0], bytes[0]) && has(4, frames[1], bytes[1]),
	      "as they came");
	CHECK(has(4, frames[2], bytes[2]), "with the tag of a VLAN");
	CHECK(bytes[3] > 42 && has(4, frames[3], bytes[3]), "as they went");
	for (i = 0; i < 4; i++)
		if (packets[i].sec + 1 < before ||
		    packets[i].sec > time(NULL) + 1 ||
		    packets[i].nsec >= 1000000000)
			break;
	CHECK_EQ(i, 4, "when they did");
}

static void test_short(void)
{
	unsigned char frame[2048];
	struct lkl_pcap *pcap;

	CHECK_EQ(PCAP_OPEN(&pcap, .ifindex = ifindex, .path = FILE_NAME,
			   .max_bytes = 50), 0, "50 bytes of each");
	sent_frame(frame);
	make_frame(frame, 1000, 0);
	inject(frame, 1000);
	wait_frames(4);
	lkl_pcap_close(pcap, NULL);
	CHECK(read_file(FILE_NAME) == 2 && packets[1].bytes == 50 &&
	      packets[1].wire_bytes == 1000 &&
	      !memcmp(packets[1].data, frame, 50), "and how many there were");
}

static void test_halt(void)
{
	unsigned char frame[2048];
	struct lkl_pcap *pcap;

	CHECK_EQ(PCAP_OPEN(&pcap, .ifindex = ifindex, .path = FILE_NAME), 0,
		 "one that runs");
	sent_frame(frame);
	usleep(200000);
	CHECK_EQ(lkl_sys_halt(), 0, "when the kernel is halted");
	CHECK(!lkl_pcap_close(pcap, NULL) && read_file(FILE_NAME) == 1,
	      "is closed later");
}

int main(void)
{
	KTAP_PLAN(7 + 2 + 3);
	boot_with_wire();
	test_ethernet();
	test_short();
	test_halt();
	unlink(FILE_NAME);
	return KTAP_END();
}
