// SPDX-License-Identifier: GPL-2.0
/*
 * Set up an interface as a configuration says.
 */
#include <stdio.h>
#include <string.h>

#include <lkl_boot.h>
#include <lkl_net.h>
#include <lkl_netdev.h>
#include <lkl_sys.h>

#include "config/config.h"
#include "config/observe.h"

#define MASKLEN		24
#define MASKLEN6	64

/* An interface that is being set up. */
struct target {
	struct lkl_config *config;
	unsigned int nr;
	int ifindex;
	char *const *value;
	/* The key that is being applied. */
	enum lkl__config_if key;
};

static unsigned int number_of(const char *text, unsigned int otherwise)
{
	uint64_t value;

	if (!text || lkl__parse_number(text, UINT32_MAX, &value))
		return otherwise;
	return value;
}

static int set_ip(struct target *t)
{
	uint8_t addr[16];

	if (t->key == IF_IP) {
		lkl__parse_ipv4(t->value[IF_IP], addr);
		return lkl_if_add_ip(t->ifindex, LKL_AF_INET, addr,
				     number_of(t->value[IF_MASKLEN], MASKLEN));
	}
	lkl__parse_ipv6(t->value[IF_IPV6], addr);
	return lkl_if_add_ip(t->ifindex, LKL_AF_INET6, addr,
			     number_of(t->value[IF_MASKLEN6], MASKLEN6));
}

static int set_pcap(struct target *t)
{
	return lkl__config_capture(t->config, t->nr, t->ifindex,
				   t->value[IF_PCAP]);
}

static int set_up(struct target *t)
{
	return lkl_if_up(t->ifindex);
}

static int set_mtu(struct target *t)
{
	return lkl_if_set_mtu(t->ifindex, number_of(t->value[IF_MTU], 0));
}

static int set_qdisc(struct target *t)
{
	return lkl_qdisc_parse(t->ifindex, t->value[IF_QDISC]);
}

static int set_gateway(struct target *t)
{
	uint8_t addr[16], gateway[16];
	unsigned int addr4, gateway4;

	if (t->key == IF_GATEWAY) {
		if (!t->value[IF_IP])
			return -LKL_EADDRNOTAVAIL;
		lkl__parse_ipv4(t->value[IF_IP], addr);
		lkl__parse_ipv4(t->value[IF_GATEWAY], gateway);
		memcpy(&addr4, addr, sizeof(addr4));
		memcpy(&gateway4, gateway, sizeof(gateway4));
		return lkl_if_set_ipv4_gateway(t->ifindex, addr4,
			number_of(t->value[IF_MASKLEN], MASKLEN), gateway4);
	}
	if (!t->value[IF_IPV6])
		return -LKL_EADDRNOTAVAIL;
	lkl__parse_ipv6(t->value[IF_IPV6], addr);
	lkl__parse_ipv6(t->value[IF_GATEWAY6], gateway);
	return lkl_if_set_ipv6_gateway(t->ifindex, addr,
		number_of(t->value[IF_MASKLEN6], MASKLEN6), gateway);
}

static int add_neigh(char *entry, void *arg)
{
	struct target *t = arg;
	struct lkl__neigh neigh;
	int err = lkl__parse_neigh(entry, &neigh);

	return err ? err : lkl_add_neighbor(t->ifindex, neigh.af, neigh.addr,
					    neigh.mac);
}

static int set_neigh(struct target *t)
{
	return lkl__config_each(t->value[IF_NEIGH], add_neigh, t);
}

/* In this order; all but IF_TYPE only if the key is there. */
static const struct {
	enum lkl__config_if key;
	int (*set)(struct target *t);
} steps[] = {
	{ IF_PCAP, set_pcap },
	{ IF_MTU, set_mtu },
	{ IF_TYPE, set_up },
	{ IF_IP, set_ip },
	{ IF_IPV6, set_ip },
	{ IF_QDISC, set_qdisc },
	{ IF_NEIGH, set_neigh },
	{ IF_GATEWAY, set_gateway },
	{ IF_GATEWAY6, set_gateway },
};

int lkl__config_apply_if(struct lkl_config *config, unsigned int nr)
{
	struct target t = {
		.config = config,
		.nr = nr,
		.value = config->ifs[nr].value,
	};
	char where[64];
	unsigned int i;
	int err = 0;

	t.ifindex = lkl_netdev_get_ifindex(config->ifs[nr].id);
	if (t.ifindex < 0)
		err = t.ifindex;
	for (i = 0; !err && i < sizeof(steps) / sizeof(steps[0]); i++) {
		t.key = steps[i].key;
		if (t.value[t.key])
			err = steps[i].set(&t);
	}
	if (!err)
		return 0;
	snprintf(where, sizeof(where), "interfaces[%u].%s", nr,
		 lkl__config_if_keys[t.key].name);
	return lkl__config_fail(config, err, where, lkl_strerror(err));
}
