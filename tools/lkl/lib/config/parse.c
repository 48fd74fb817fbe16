// SPDX-License-Identifier: GPL-2.0
/*
 * Numbers, hardware addresses and lists in the texts of a configuration.
 */
#include <stdlib.h>
#include <string.h>

#include <lkl_netdev.h>
#include <lkl_sys.h>

#include "config/config.h"

#define MAC_BYTES	6

int lkl__parse_number(const char *text, uint64_t max, uint64_t *value)
{
	char *end;

	if (*text < '0' || *text > '9')
		return -LKL_EINVAL;
	*value = strtoull(text, &end, 0);
	return *end || *value > max ? -LKL_EINVAL : 0;
}

static int hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = strchr(digits, c >= 'A' && c <= 'F' ? c | 32 : c);

	return c && at ? (int)(at - digits) : -1;
}

int lkl__parse_mac(const char *text, uint8_t *mac)
{
	int i, high, low;

	for (i = 0; i < MAC_BYTES; i++, text += 3) {
		high = hex_digit(text[0]);
		low = high < 0 ? -1 : hex_digit(text[1]);
		if (low < 0 || text[2] != (i < MAC_BYTES - 1 ? ':' : '\0'))
			return -LKL_EINVAL;
		mac[i] = high << 4 | low;
	}
	/* That of a group is nobody's. */
	return mac[0] & 1 ? -LKL_EINVAL : 0;
}

int lkl__parse_type(const char *text, unsigned int *from)
{
	static const char *const types[] = {
		[LKL_NETDEV_TAP] = "tap",
		[LKL_NETDEV_RAW] = "raw",
		[LKL_NETDEV_MACVTAP] = "macvtap",
		[LKL_NETDEV_FD] = "fd",
		[LKL_NETDEV_PIPE] = "pipe",
		[LKL_NETDEV_VDE] = "vde",
		[LKL_NETDEV_SLIRP] = "slirp",
		[LKL_NETDEV_PASST] = "passt",
	};
	unsigned int i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (!strcmp(text, types[i])) {
			*from = i;
			return 0;
		}
	}
	return -LKL_EINVAL;
}

int lkl__config_each(const char *list, int (*fn)(char *entry, void *arg),
		     void *arg)
{
	char *copy = strdup(list), *entry, *next;
	int err = 0;

	if (!copy)
		return -LKL_ENOMEM;
	for (entry = copy; entry && !err; entry = next) {
		next = strchr(entry, ';');
		if (next)
			*next++ = '\0';
		if (*entry)
			err = fn(entry, arg);
	}
	free(copy);
	return err;
}

/* What follows the next "|", which becomes the end of @text; or NULL. */
static char *cut(char *text)
{
	char *bar = text ? strchr(text, '|') : NULL;

	if (!bar)
		return NULL;
	*bar = '\0';
	return bar + 1;
}

static int parse_u32(const char *text, uint32_t *value)
{
	uint64_t number = 0;
	int err = text ? lkl__parse_number(text, UINT32_MAX, &number) : 0;

	*value = number;
	return err;
}

int lkl__parse_route(char *text, struct lkl__route *route)
{
	char *gateway = cut(text), *table = cut(gateway);
	int af;

	if (!gateway ||
	    lkl__parse_ip(text, &route->af, route->dst, &route->len) ||
	    lkl__parse_ip(gateway, &af, route->gateway, NULL) ||
	    af != route->af)
		return -LKL_EINVAL;
	return parse_u32(table, &route->table);
}

int lkl__parse_rule(char *text, struct lkl__rule *rule)
{
	char *table = cut(text), *priority = cut(table);

	if (!table || lkl__parse_ip(text, &rule->af, rule->src, &rule->len) ||
	    parse_u32(table, &rule->table) || !rule->table)
		return -LKL_EINVAL;
	return parse_u32(priority, &rule->priority);
}

int lkl__parse_neigh(char *text, struct lkl__neigh *neigh)
{
	char *mac = cut(text);

	if (!mac || lkl__parse_ip(text, &neigh->af, neigh->addr, NULL))
		return -LKL_EINVAL;
	return lkl__parse_mac(mac, neigh->mac);
}
