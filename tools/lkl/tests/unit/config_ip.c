// SPDX-License-Identifier: GPL-2.0
/*
 * Addresses in configurations are read as libc reads them, and refused where
 * it refuses them.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "config/config.h"
#include "ktap.h"

#define NR_RANDOM	200000

static int same(int family, const char *text)
{
	uint8_t ours[16] = { 0 }, libc[16] = { 0 };
	int ok, err;

	ok = inet_pton(family, text, libc) == 1;
	err = family == AF_INET ? lkl__parse_ipv4(text, ours) :
				  lkl__parse_ipv6(text, ours);
	if (ok == !err && (err || !memcmp(ours, libc, sizeof(ours))))
		return 1;
	KTAP_DIAG("\"%s\": libc says %d, we %d", text, ok, err);
	return 0;
}

static const char *const texts[] = {
	"", "1", "1.2.3", "1.2.3.4", "1.2.3.4.", "1.2.3.4.5", "01.2.3.4",
	"0.0.0.0", "255.255.255.255", "256.1.1.1", "1..2.3", " 1.2.3.4",
	"1.2.3.4 ", "+1.2.3.4", "::", "::1", "1::", ":1", "1:", ":::", "1::2::3",
	"1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
	"1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::3:4:5:6:7:8",
	"12345::", "g::", "fe80::1%1", "::ffff:1.2.3.4", "1.2.3.4::",
	"1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3", "::1.2.3.4:5",
	"1:2:3:4:5:1.2.3.4", "ABCD:ef01::", "0:0:0:0:0:0:0:0", "1:::2",
};

static int all_same(void)
{
	size_t i;
	int ok = 1;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		ok &= same(AF_INET, texts[i]) & same(AF_INET6, texts[i]);
	return ok;
}

/* Texts of the letters that addresses are made of. */
static int random_same(void)
{
	static const char letters[] = "0012f::::...";
	char text[32];
	int i, j, len;

	for (i = 0; i < NR_RANDOM; i++) {
		len = rand() % 20;
		for (j = 0; j < len; j++)
			text[j] = letters[rand() % (sizeof(letters) - 1)];
		text[len] = '\0';
		if (!same(AF_INET, text) || !same(AF_INET6, text))
			return 0;
	}
	return 1;
}

int main(void)
{
	uint8_t addr[16];
	unsigned int len;
	int af;

	KTAP_PLAN(4);
	srand(4711);
	CHECK(all_same(), "addresses, and what is none");
	CHECK(random_same(), "texts of their letters");
	CHECK(!lkl__parse_ip("10.0.0.0/8", &af, addr, &len) && len == 8 &&
	      af == AF_INET && !lkl__parse_ip("::/0", &af, addr, &len) &&
	      !len && af == AF_INET6, "prefixes");
	CHECK(lkl__parse_ip("10.0.0.0/33", &af, addr, &len) &&
	      lkl__parse_ip("10.0.0.0/", &af, addr, &len) &&
	      lkl__parse_ip("/8", &af, addr, &len) &&
	      lkl__parse_ip("10.0.0.0/8", &af, addr, NULL), "and what is none");
	return KTAP_END();
}
