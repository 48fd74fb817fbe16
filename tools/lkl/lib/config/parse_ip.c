// SPDX-License-Identifier: GPL-2.0
/*
 * IP addresses in the texts of a configuration.
 */
#include <string.h>

#include <lkl_sys.h>

#include "config/config.h"

#define GROUPS	8

/* Four numbers up to 255, without signs, blanks or leading zeros. */
int lkl__parse_ipv4(const char *text, uint8_t *addr)
{
	unsigned int i, value, digits;

	for (i = 0; i < 4; i++) {
		value = 0;
		for (digits = 0; *text >= '0' && *text <= '9'; digits++) {
			if (digits && !value)
				return -LKL_EINVAL;
			value = 10 * value + *text++ - '0';
			if (value > 255)
				return -LKL_EINVAL;
		}
		if (!digits || *text++ != (i < 3 ? '.' : '\0'))
			return -LKL_EINVAL;
		addr[i] = value;
	}
	return 0;
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* A group of hexadecimal digits. Return: what follows it, or NULL. */
static const char *parse_group(const char *text, uint16_t *group)
{
	unsigned int value = 0, digits;

	for (digits = 0; digits < 4 && digit(*text) >= 0; digits++)
		value = value << 4 | digit(*text++);
	*group = value;
	return digits ? text : NULL;
}

/* An IPv4 address makes the last two groups. */
static int parse_tail(const char *text, uint16_t *groups)
{
	uint8_t addr[4];

	if (lkl__parse_ipv4(text, addr))
		return -LKL_EINVAL;
	groups[0] = addr[0] << 8 | addr[1];
	groups[1] = addr[2] << 8 | addr[3];
	return 0;
}

/*
 * Groups up to "::" or the end. Return: how many; @end is set to what follows
 * "::", or to NULL.
 */
static int parse_groups(const char *text, uint16_t *groups, const char **end)
{
	const char *next;
	int nr = 0;

	*end = NULL;
	if (!strncmp(text, "::", 2)) {
		*end = text + 2;
		return 0;
	}
	while (*text && nr < GROUPS) {
		if (nr <= GROUPS - 2 && !parse_tail(text, groups + nr))
			return nr + 2;
		next = parse_group(text, &groups[nr]);
		if (!next)
			return -LKL_EINVAL;
		nr++;
		if (!*next)
			return nr;
		if (!strncmp(next, "::", 2)) {
			*end = next + 2;
			return nr;
		}
		if (*next != ':' || !next[1])
			return -LKL_EINVAL;
		text = next + 1;
	}
	return *text ? -LKL_EINVAL : nr;
}

int lkl__parse_ipv6(const char *text, uint8_t *addr)
{
	uint16_t groups[GROUPS] = { 0 }, last[GROUPS] = { 0 };
	const char *rest, *end;
	int i, nr, nr_last = 0;

	nr = parse_groups(text, groups, &rest);
	if (rest && nr >= 0) {
		nr_last = parse_groups(rest, last, &end);
		if (end || nr_last < 0 || nr + nr_last >= GROUPS)
			return -LKL_EINVAL;
	} else if (nr != GROUPS) {
		return -LKL_EINVAL;
	}
	for (i = 0; i < nr_last; i++)
		groups[GROUPS - nr_last + i] = last[i];
	for (i = 0; i < GROUPS; i++) {
		addr[2 * i] = groups[i] >> 8;
		addr[2 * i + 1] = groups[i];
	}
	return 0;
}

static int parse_either(const char *text, int *af, uint8_t *addr)
{
	*af = strchr(text, ':') ? LKL_AF_INET6 : LKL_AF_INET;
	return *af == LKL_AF_INET ? lkl__parse_ipv4(text, addr) :
				    lkl__parse_ipv6(text, addr);
}

int lkl__parse_ip(const char *text, int *af, uint8_t *addr, unsigned int *len)
{
	const char *slash = len ? strchr(text, '/') : NULL;
	char alone[64];
	uint64_t bits;

	if (!slash) {
		if (parse_either(text, af, addr))
			return -LKL_EINVAL;
		if (len)
			*len = *af == LKL_AF_INET ? 32 : 128;
		return 0;
	}
	if ((size_t)(slash - text) >= sizeof(alone))
		return -LKL_EINVAL;
	memcpy(alone, text, slash - text);
	alone[slash - text] = '\0';
	if (parse_either(alone, af, addr) ||
	    lkl__parse_number(slash + 1, *af == LKL_AF_INET ? 32 : 128, &bits))
		return -LKL_EINVAL;
	*len = bits;
	return 0;
}
