// SPDX-License-Identifier: GPL-2.0
/*
 * What a "vecN:" parameter says is looked at before there is an interface: one
 * that could not be brought up is none.
 */
#include <linux/err.h>
#include <linux/etherdevice.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <net_kern.h>

#include "../vector_user.h"
#include "um_host.h"
#include "vector.h"

static const char * const transports[] = {
	"tap", "raw", "hybrid", "gre", "l2tpv3", "bess", "fd", "vde",
};

/* Values that are numbers, and the least and most that the driver can use. */
static const struct {
	char *name;
	unsigned int min;
	unsigned int max;
} numbers[] = {
	{ "mtu",	576,	65534 },
	{ "depth",	1,	4096 },
	{ "headroom",	0,	1024 },
	{ "gro",	0,	1 },
	{ "vec",	0,	1 },
	{ "bpfflash",	0,	1 },
};

void uml_net_setup_etheraddr(struct net_device *dev, char *text)
{
	u8 address[ETH_ALEN];

	if (text && mac_pton(text, address) && is_valid_ether_addr(address))
		eth_hw_addr_set(dev, address);
	else
		eth_hw_addr_random(dev);
}

/* Each item has a name, a value and one equals sign. */
static const char *check_syntax(const char *text)
{
	unsigned int nr = 0;
	size_t name, item;

	do {
		item = strcspn(text, ",");
		name = strcspn(text, "=,");
		if (!name || name + 1 >= item)
			return "not NAME=VALUE,...";
		if (strcspn(text + name + 1, "=,") != item - name - 1)
			return "two equals signs in one item";
		if (++nr > MAXVARGS)
			return "too many items";
		text += item;
	} while (*text++ == ',');
	return NULL;
}

static const char *check_transport(struct arglist *args)
{
	const char *transport = uml_vector_fetch_arg(args, "transport");

	if (!transport)
		return "no transport";
	if (match_string(transports, ARRAY_SIZE(transports), transport) < 0)
		return "no such transport";
	return NULL;
}

static const char *check_values(struct arglist *args)
{
	unsigned int i, value;
	u8 address[ETH_ALEN];
	const char *text;

	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		text = uml_vector_fetch_arg(args, numbers[i].name);
		if (text && (kstrtouint(text, 10, &value) ||
			     value < numbers[i].min || value > numbers[i].max))
			return numbers[i].name;
	}
	text = uml_vector_fetch_arg(args, "mac");
	if (text && (!mac_pton(text, address) || !is_valid_ether_addr(address)))
		return "mac";
	return NULL;
}

static bool has_errors(struct arglist *args, const char *text)
{
	const char *why = check_transport(args);
	int err;

	if (why) {
		pr_err("vec: %s: %s\n", text, why);
		return true;
	}
	why = check_values(args);
	if (why) {
		pr_err("vec: %s: not a value for %s\n", text, why);
		return true;
	}
	err = lkl_um_transport_try(uml_vector_fetch_arg(args, "transport"),
				   uml_vector_fetch_arg(args, "ifname"),
				   uml_vector_fetch_arg(args, "fd"));
	if (err)
		pr_err("vec: %s: cannot open: %pe\n", text, ERR_PTR(err));
	return err;
}

struct arglist *lkl_um_vector_parse(char *text)
{
	struct arglist *args = NULL;
	const char *why = check_syntax(text);
	char *whole;

	if (why) {
		pr_err("vec: %s: %s\n", text, why);
		return NULL;
	}
	/* It is cut into pieces. */
	whole = kstrdup(text, GFP_KERNEL);
	if (whole)
		args = uml_parse_vector_ifspec(text);
	if (args && has_errors(args, whole)) {
		kfree(args);
		args = NULL;
	}
	kfree(whole);
	return args;
}
