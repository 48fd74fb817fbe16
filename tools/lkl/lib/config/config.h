/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a configuration is inside: a text for each key, checked when it is set.
 */
#ifndef _LKL_CONFIG_CONFIG_H
#define _LKL_CONFIG_CONFIG_H

#include <stddef.h>
#include <stdint.h>

#include <lkl_config.h>

/** define LKL__CONFIG_INTERFACES - the largest number of interfaces */
#define LKL__CONFIG_INTERFACES	16U

/** enum lkl__config_top - keys of the whole; the order of the table */
enum lkl__config_top {
	TOP_GATEWAY,
	TOP_GATEWAY6,
	TOP_NAMESERVER,
	TOP_SYSCTL,
	TOP_BOOT_CMDLINE,
	TOP_MEMORY,
	TOP_MOUNT,
	TOP_ROUTE,
	TOP_RULE,
	TOP_NFTABLES,
	TOP_PCAP,
	TOP_DEBUG,
	TOP_SINGLECPU,
	TOP_DELAY_MAIN,
	TOP_DUMP,
	NR_TOP
};

/** enum lkl__config_if - keys of an interface; the order of the table */
enum lkl__config_if {
	IF_TYPE,
	IF_PARAM,
	IF_IP,
	IF_MASKLEN,
	IF_IPV6,
	IF_MASKLEN6,
	IF_MAC,
	IF_MTU,
	IF_GATEWAY,
	IF_GATEWAY6,
	IF_OFFLOAD,
	IF_NEIGH,
	IF_QDISC,
	IF_QUEUES,
	IF_VNET_HDR,
	IF_FORWARD,
	IF_PCAP,
	NR_IF
};

/** struct lkl__config_if_values - an interface */
struct lkl__config_if_values {
	char *value[NR_IF];
	int id;
};

struct lkl_pcap;

struct lkl_config {
	char *value[NR_TOP];
	struct lkl__config_if_values ifs[LKL__CONFIG_INTERFACES];
	unsigned int nr_ifs;
	/* Captures that run; the last one is of all interfaces. */
	struct lkl_pcap *pcap[LKL__CONFIG_INTERFACES + 1];
	char error[256];
};

/** struct lkl__config_key - a key that there is */
struct lkl__config_key {
	/** @name: its name */
	const char *name;
	/** @check: whether a text can be its value: 0 or -EINVAL */
	int (*check)(const char *value);
	/** @wanted: what it has to be, for error messages */
	const char *wanted;
};

/** lkl__config_top_keys - the keys of the whole */
extern const struct lkl__config_key lkl__config_top_keys[NR_TOP];

/** lkl__config_if_keys - the keys of an interface */
extern const struct lkl__config_key lkl__config_if_keys[NR_IF];

/**
 * lkl__config_tell() - note what is wrong, in one line
 * @config: the configuration
 * @err: -errno
 * @fmt: as of printf(3); what of it would be another line is not shown
 *
 * Return: @err.
 */
int lkl__config_tell(struct lkl_config *config, int err, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/**
 * lkl__config_fail() - note what is wrong with something
 * @config: the configuration
 * @err: -errno
 * @where: of what, a key most of the time
 * @what: what is wrong with it
 *
 * Return: @err.
 */
int lkl__config_fail(struct lkl_config *config, int err, const char *where,
		     const char *what);

/* Parsers. Return: 0 or -EINVAL; nothing may follow. */
int lkl__parse_number(const char *text, uint64_t max, uint64_t *value);
int lkl__parse_mac(const char *text, uint8_t *mac);
int lkl__parse_ipv4(const char *text, uint8_t *addr);
int lkl__parse_ipv6(const char *text, uint8_t *addr);

/**
 * lkl__parse_ip() - an address of either family
 * @text: the text
 * @af: set to LKL_AF_INET or LKL_AF_INET6
 * @addr: set to the address, 16 bytes
 * @len: if not NULL, "/LEN" may follow; set to it or to all bits
 */
int lkl__parse_ip(const char *text, int *af, uint8_t *addr, unsigned int *len);

/** lkl__parse_type() - enum lkl_netdev_from of an interface's type */
int lkl__parse_type(const char *text, unsigned int *from);

/** struct lkl__route - an entry of the key "route" */
struct lkl__route {
	int af;
	uint8_t dst[16];
	unsigned int len;
	uint8_t gateway[16];
	uint32_t table;
};

/** struct lkl__rule - an entry of the key "rule" */
struct lkl__rule {
	int af;
	uint8_t src[16];
	unsigned int len;
	uint32_t table;
	uint32_t priority;
};

/** struct lkl__neigh - an entry of the key "neigh" */
struct lkl__neigh {
	int af;
	uint8_t addr[16];
	uint8_t mac[6];
};

int lkl__parse_route(char *text, struct lkl__route *route);
int lkl__parse_rule(char *text, struct lkl__rule *rule);
int lkl__parse_neigh(char *text, struct lkl__neigh *neigh);

/**
 * lkl__config_each() - do something for each entry of a list
 * @list: "entry;entry"
 * @fn: gets an entry that it may change; not called for empty ones
 * @arg: for @fn
 *
 * Return: 0, or the first error, after which the rest is left.
 */
int lkl__config_each(const char *list, int (*fn)(char *entry, void *arg),
		     void *arg);

/** lkl__config_apply() - set up inside of the kernel what is to be set up */
int lkl__config_apply(struct lkl_config *config);

/** lkl__config_apply_if() - the same for an interface */
int lkl__config_apply_if(struct lkl_config *config, unsigned int nr);

#endif
