// SPDX-License-Identifier: GPL-2.0
/*
 * Configurations that were bent at random are taken or refused, the latter with
 * a text of one line.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <lkl_config.h>

#include "ktap.h"

#define ROUNDS		30000
#define MAX_BYTES	1024

static const char *const texts[] = {
	"{ \"gateway\": \"10.0.0.1\", \"debug\": 1, \"memory\": \"64M\",\n"
	"  \"sysctl\": [ \"a=1\", \"b=2\" ], \"rule\": \"::/0|7|9\",\n"
	"  \"route\": \"10.0.0.0/8|10.9.0.1|100\" }",
	"{ \"interfaces\": [ { \"type\": \"tap\", \"param\": \"tap0\",\n"
	"  \"ip\": \"10.0.0.2\", \"masklen\": 24, \"mtu\": 1400.5 },\n"
	"  { \"mac\": \"02:00:00:00:00:01\", \"ipv6\": \"fd00::2\",\n"
	"    \"neigh\": \"fd00::1|02:00:00:00:00:02\", \"vnet_hdr\": true,\n"
	"    \"qdisc\": \"root|fq\", \"offload\": \"0xff\" } ] }",
	"{ \"interfaces\": [ [ {} ], { \"ip\\u0000\": \"10.0.0.1\\u0000\" } ] }",
	"{ \"dump\": null, \"a\\nb\": \"c\\td\", \"\": 1e99, \"x\": [[[]]] }",
};

static uint64_t state = 0x2545f4914f6cdd1dULL;

static uint32_t rnd(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (state >> 16) % below;
}

/* Change, remove, repeat or cut off some. Return: bytes. */
static size_t bend(char *text)
{
	static const char likely[] = "{}[]\",:\\u0129.|/;-\n\t\x01\x80\xff";
	const char *from = texts[rnd(sizeof(texts) / sizeof(texts[0]))];
	size_t bytes = strlen(from), at, part;
	unsigned int bends;

	memcpy(text, from, bytes);
	for (bends = 1 + rnd(4); bends && bytes > 1; bends--) {
		at = rnd(bytes);
		part = rnd(bytes - at < 40 ? bytes - at : 40);
		switch (rnd(5)) {
		case 0:
			text[at] = likely[rnd(sizeof(likely))];
			break;
		case 1:
			text[at] = rnd(256);
			break;
		case 2:
			memmove(text + at, text + at + part,
				bytes - at - part);
			bytes -= part;
			break;
		case 3:
			memmove(text + at + part, text + at, bytes - at);
			bytes += part;
			break;
		default:
			bytes = rnd(8) ? bytes : at;
		}
	}
	return bytes;
}

static int is_one_line(const char *error)
{
	const unsigned char *c;

	for (c = (const unsigned char *)error; *c; c++) {
		if (*c < ' ' || *c == 0x7f)
			return 0;
	}
	return *error && strlen(error) < 256;
}

int main(void)
{
	unsigned int taken = 0, told = 0, i;
	char text[MAX_BYTES];
	size_t bytes;

	KTAP_PLAN(2);
	for (i = 0; i < ROUNDS; i++) {
		struct lkl_config *config = lkl_config_new();

		bytes = bend(text);
		if (!lkl_config_load_json(config, text, bytes))
			taken++;
		else if (is_one_line(lkl_config_error(config)))
			told++;
		else
			KTAP_DIAG("%.*s: %s", (int)bytes, text,
				  lkl_config_error(config));
		lkl_config_free(config);
	}
	CHECK_EQ(taken + told, ROUNDS, "taken, or refused with a line");
	CHECK(taken > ROUNDS / 100 && told > ROUNDS / 2,
	      "%u taken, %u refused", taken, told);
	return KTAP_END();
}
