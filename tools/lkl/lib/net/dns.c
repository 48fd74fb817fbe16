// SPDX-License-Identifier: GPL-2.0
/*
 * Messages of the domain name system, as RFC 1035 has them.
 */
#include "net/dns.h"

#include <string.h>

#include <lkl_sys.h>

#define HEADER_BYTES	12
#define LABEL_MAX	63
#define NAME_MAX	255
#define CLASS_INTERNET	1

/* Of the third and fourth byte: an answer, cut off, and what became of it. */
#define IS_ANSWER	0x80
#define IS_CUT_OFF	0x02
#define OPCODE		0x78
#define RCODE		0x0f
#define NO_SUCH_NAME	3
/* Recursion is desired. */
#define RECURSE		0x01

static unsigned int get16(const uint8_t *at)
{
	return at[0] << 8 | at[1];
}

static uint8_t *put16(uint8_t *at, unsigned int value)
{
	at[0] = value >> 8;
	at[1] = value;
	return at + 2;
}

/* Labels with their lengths before them. Return: bytes, or -EINVAL. */
static int put_name(uint8_t *to, const char *name)
{
	size_t label, used = 0;

	do {
		label = strcspn(name, ".");
		if (!label || label > LABEL_MAX ||
		    used + label + 2 > NAME_MAX)
			return -LKL_EINVAL;
		to[used++] = label;
		memcpy(to + used, name, label);
		used += label;
		name += label;
		/* One at the end changes nothing. */
		if (*name == '.')
			name++;
	} while (*name);
	to[used++] = 0;
	return used;
}

int lkl__dns_ask(uint8_t *query, uint16_t id, const char *name, int type)
{
	uint8_t *at = query + HEADER_BYTES;
	int bytes;

	memset(query, 0, HEADER_BYTES);
	put16(query, id);
	query[2] = RECURSE;
	put16(query + 4, 1);
	bytes = put_name(at, name);
	if (bytes < 0)
		return bytes;
	at = put16(at + bytes, type);
	at = put16(at, CLASS_INTERNET);
	return at - query;
}

static int lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c | 32 : c;
}

/* Servers may write the name in other letters. */
static int same_question(const uint8_t *query, size_t query_bytes,
			 const uint8_t *answer, size_t bytes)
{
	size_t i;

	if (bytes < query_bytes || get16(answer) != get16(query) ||
	    (answer[2] & (IS_ANSWER | OPCODE)) != IS_ANSWER ||
	    get16(answer + 4) != 1)
		return 0;
	for (i = HEADER_BYTES; i < query_bytes; i++) {
		if (lower(answer[i]) != lower(query[i]))
			return 0;
	}
	return 1;
}

/* Return: where the name that begins at @at ends, or 0. */
static size_t skip_name(const uint8_t *answer, size_t bytes, size_t at)
{
	while (at < bytes) {
		if (!answer[at])
			return at + 1;
		/* The rest is elsewhere. */
		if (answer[at] > LABEL_MAX)
			return at + 2;
		at += answer[at] + 1;
	}
	return 0;
}

static int take_addresses(const uint8_t *answer, size_t bytes, size_t at,
			  int type, void *addrs, unsigned int max)
{
	size_t want = type == LKL__DNS_A ? 4 : 16, length;
	unsigned int left = get16(answer + 6), nr = 0;

	for (; left; left--) {
		at = skip_name(answer, bytes, at);
		if (!at || at + 10 > bytes)
			return -LKL_EBADMSG;
		length = get16(answer + at + 8);
		if (length > bytes - at - 10)
			return -LKL_EBADMSG;
		if (get16(answer + at) == (unsigned int)type &&
		    get16(answer + at + 2) == CLASS_INTERNET &&
		    length == want && nr < max)
			memcpy((char *)addrs + nr++ * want, answer + at + 10,
			       want);
		at += 10 + length;
	}
	return nr ? (int)nr : -LKL_ENODATA;
}

int lkl__dns_take(const uint8_t *query, size_t query_bytes,
		  const uint8_t *answer, size_t bytes, void *addrs,
		  unsigned int max)
{
	if (!same_question(query, query_bytes, answer, bytes))
		return -LKL_EAGAIN;
	if ((answer[3] & RCODE) == NO_SUCH_NAME)
		return -LKL_ENOENT;
	if (answer[3] & RCODE)
		return -LKL_EREMOTEIO;
	if (answer[2] & IS_CUT_OFF)
		return -LKL_EMSGSIZE;
	return take_addresses(answer, bytes, query_bytes,
			      get16(query + query_bytes - 4), addrs, max);
}
