// SPDX-License-Identifier: GPL-2.0
/*
 * Questions to nameservers are what RFC 1035 says, and of their answers nothing
 * is taken for granted.
 */
#include <errno.h>
#include <string.h>

#include "ktap.h"
#include "host/dns.h"

#define NR_RANDOM	200000

static uint8_t query[LKL__DNS_QUERY_BYTES];
static int query_bytes;

/* The question, then two records: another name for this one, an address. */
static const uint8_t records[] = {
	0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 4, 1, 'b', 0xc0, 14,
	1, 'b', 0xc0, 14, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 1, 2, 3,
};

static size_t make_answer(uint8_t *answer)
{
	memcpy(answer, query, query_bytes);
	answer[2] |= 0x80;
	answer[7] = 2;
	memcpy(answer + query_bytes, records, sizeof(records));
	return query_bytes + sizeof(records);
}

static void test_ask(void)
{
	static const uint8_t want[] = {
		0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0,
		1, 'a', 4, 't', 'e', 's', 't', 0, 0, 1, 0, 1,
	};
	char name[300];

	query_bytes = lkl__dns_ask(query, 0x1234, "a.test", LKL__DNS_A);
	CHECK(query_bytes == sizeof(want) &&
	      !memcmp(query, want, sizeof(want)), "a question");
	CHECK_EQ(lkl__dns_ask(query, 0x1234, "a.test.", LKL__DNS_A),
		 sizeof(want), "with a dot at the end");
	CHECK_EQ(lkl__dns_ask(query, 1, "", LKL__DNS_A), -EINVAL, "no name");
	CHECK_EQ(lkl__dns_ask(query, 1, ".", LKL__DNS_A), -EINVAL, "a dot");
	CHECK_EQ(lkl__dns_ask(query, 1, "a..b", LKL__DNS_A), -EINVAL,
		 "two dots");
	memset(name, 'a', sizeof(name));
	name[64] = '\0';
	CHECK_EQ(lkl__dns_ask(query, 1, name, LKL__DNS_A), -EINVAL,
		 "a label that is too long");
	name[63] = '\0';
	CHECK_EQ(lkl__dns_ask(query, 1, name, LKL__DNS_A), 12 + 65 + 4,
		 "the longest label");
	memset(name, 'a', sizeof(name));
	name[63] = name[127] = name[191] = '.';
	name[253] = '\0';
	CHECK_EQ(lkl__dns_ask(query, 1, name, LKL__DNS_A),
		 LKL__DNS_QUERY_BYTES, "the longest name");
	name[253] = 'a';
	name[254] = '\0';
	CHECK_EQ(lkl__dns_ask(query, 1, name, LKL__DNS_A), -EINVAL,
		 "one that is longer");
}

static int take(const uint8_t *answer, size_t bytes, uint8_t *addr)
{
	/* As long as it is said to be: a sanitizer sees what is beyond. */
	uint8_t *copy = malloc(bytes ? bytes : 1);
	int ret;

	memcpy(copy, answer, bytes);
	ret = lkl__dns_take(query, query_bytes, copy, bytes, addr, 1);
	free(copy);
	return ret;
}

static void test_take(void)
{
	static const uint8_t want[4] = { 10, 1, 2, 3 };
	uint8_t answer[512], addr[16];
	size_t bytes, i;
	int bad = 0;

	query_bytes = lkl__dns_ask(query, 0x1234, "a.test", LKL__DNS_A);
	bytes = make_answer(answer);
	CHECK(take(answer, bytes, addr) == 1 && !memcmp(addr, want, 4),
	      "an answer");
	for (i = 0; i < bytes; i++)
		bad += take(answer, i, addr) != (i < (size_t)query_bytes ?
						 -EAGAIN : -EBADMSG);
	CHECK_EQ(bad, 0, "a part of one");
	answer[13] = 'A';
	CHECK_EQ(take(answer, bytes, addr), 1, "in other letters");
	answer[13] = 'b';
	CHECK_EQ(take(answer, bytes, addr), -EAGAIN, "to another question");
	make_answer(answer);
	answer[1] ^= 1;
	CHECK_EQ(take(answer, bytes, addr), -EAGAIN, "with another number");
	CHECK_EQ(take(query, query_bytes, addr), -EAGAIN, "the question");
	make_answer(answer);
	answer[2] |= 2;
	CHECK_EQ(take(answer, bytes, addr), -EMSGSIZE, "one that is cut off");
	answer[3] = 2;
	CHECK_EQ(take(answer, bytes, addr), -EREMOTEIO, "a failure");
	answer[3] = 3;
	CHECK_EQ(take(answer, bytes, addr), -ENOENT, "no such name");
	make_answer(answer);
	answer[7] = 1;
	CHECK_EQ(take(answer, bytes, addr), -EBADMSG, "more than it says");
	CHECK_EQ(take(answer, query_bytes + 16, addr), -ENODATA,
		 "no address");
	answer[7] = 3;
	CHECK_EQ(take(answer, bytes, addr), -EBADMSG, "records that are not");
}

/* Answers with random bytes changed: an error, or an address. */
static void test_random(void)
{
	uint8_t answer[512], addr[16];
	int i, j, ret, bad = 0;
	size_t bytes;

	srand(1);
	for (i = 0; i < NR_RANDOM; i++) {
		bytes = make_answer(answer);
		for (j = rand() % 4; j >= 0; j--)
			answer[rand() % bytes] = rand();
		bytes -= rand() % bytes * (rand() % 4 == 0);
		ret = take(answer, bytes, addr);
		bad += !ret || ret > 1;
	}
	CHECK_EQ(bad, 0, "%d random answers", NR_RANDOM);
}

int main(void)
{
	KTAP_PLAN(9 + 12 + 1);
	test_ask();
	test_take();
	test_random();
	return KTAP_END();
}
