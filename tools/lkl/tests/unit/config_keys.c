// SPDX-License-Identifier: GPL-2.0
/*
 * A configuration takes what it knows, from code, JSON and the environment
 * alike, and says what it does not.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lkl_config.h>

#include "config/config.h"
#include "ktap.h"

static struct lkl_config *config;

static void renew(void)
{
	lkl_config_free(config);
	config = lkl_config_new();
}

static int is(const char *key, const char *value)
{
	const char *got = lkl_config_get(config, key);

	if (!value)
		return !got;
	return got && !strcmp(got, value);
}

/* Refused with this error and text. */
static void refused(int got, int err, const char *text)
{
	if (!CHECK(got == err && strstr(lkl_config_error(config), text),
		   "refused: %s", text))
		KTAP_DIAG("%d: %s", got, lkl_config_error(config));
}

static void test_code(void)
{
	renew();
	CHECK(!lkl_config_set(config, "gateway", "10.0.0.1") &&
	      is("gateway", "10.0.0.1"), "a key of the whole");
	CHECK(!lkl_config_set(config, "interfaces.1.ip", "10.0.0.2") &&
	      is("interfaces[1].ip", "10.0.0.2") && config->nr_ifs == 2,
	      "a key of an interface");
	CHECK(!lkl_config_set(config, "gateway", NULL) && is("gateway", NULL),
	      "a value is forgotten");
	refused(lkl_config_set(config, "gatewway", "10.0.0.1"), -ENOENT,
		"gatewway: unknown key");
	refused(lkl_config_set(config, "interfaces.0.ipp", "1"), -ENOENT,
		"interfaces.0.ipp: unknown key");
	refused(lkl_config_set(config, "interfaces.x.ip", "1"), -ENOENT,
		"unknown key");
	refused(lkl_config_set(config, "interfaces.16.ip", "10.0.0.1"),
		-E2BIG, "too many interfaces");
	refused(lkl_config_set(config, "gateway", "10.0.0"), -EINVAL,
		"gateway: 10.0.0: not an IPv4 address");
	CHECK(is("gateway", NULL), "what is refused changes nothing");
}

static const struct {
	const char *key, *good, *bad;
} values[] = {
	{ "gateway6", "fd00::1", "fd00:::1" },
	{ "nameserver", "::1", "localhost" },
	{ "sysctl", "net.ipv4.ip_forward=1;a=b", "net.ipv4.ip_forward" },
	{ "memory", "128M", "much" },
	{ "route", "10.0.0.0/8|10.9.0.1|100;::/0|fd00::1",
	  "10.0.0.0/8|fd00::1" },
	{ "rule", "10.9.0.2/32|100|5", "10.9.0.2/32|0" },
	{ "interfaces.0.type", "passt", "modem" },
	{ "interfaces.0.masklen", "32", "33" },
	{ "interfaces.0.masklen6", "128", "-1" },
	{ "interfaces.0.mac", "02:00:00:00:00:fF", "01:00:00:00:00:01" },
	{ "interfaces.0.mac", "12:34:56:78:9a:bc", "12:34:56:78:9a" },
	{ "interfaces.0.mtu", "9000", "67" },
	{ "interfaces.0.offload", "0xc803", "0xg" },
	{ "interfaces.0.neigh", "10.0.0.9|02:00:00:00:00:01",
	  "10.0.0.9-02:00:00:00:00:01" },
	{ "interfaces.0.qdisc", "root|fq", "fq" },
	{ "interfaces.0.queues", "16", "0" },
	{ "interfaces.0.vnet_hdr", "1", "2" },
	{ "interfaces.0.ifgateway6", "fe80::1", "fe80::1%eth0" },
};

static void test_values(void)
{
	size_t i;

	renew();
	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		CHECK(!lkl_config_set(config, values[i].key, values[i].good) &&
		      lkl_config_set(config, values[i].key, values[i].bad) ==
		      -EINVAL, "%s: %s but not %s", values[i].key,
		      values[i].good, values[i].bad);
}

static int json(const char *text)
{
	renew();
	return lkl_config_load_json(config, text, strlen(text));
}

static void test_json(void)
{
	CHECK(!json("{ \"gateway\": \"10.0.0.1\", \"debug\": 1,\n"
		    "  \"sysctl\": [ \"a=1\", \"b=2\" ],\n"
		    "  \"interfaces\": [ { \"type\": \"tap\", \"param\": "
		    "\"tap0\", \"masklen\": 24 },\n"
		    "    { \"type\": \"raw\", \"vnet_hdr\": true } ] }\n") &&
	      is("gateway", "10.0.0.1") && is("debug", "1") &&
	      is("sysctl", "a=1;b=2") && is("interfaces.0.param", "tap0") &&
	      is("interfaces.0.masklen", "24") &&
	      is("interfaces.1.vnet_hdr", "1"), "JSON");
	CHECK(!json("{}"), "an empty object");
	refused(json("{ \"gatewway\": \"x\" }"), -ENOENT,
		"gatewway: unknown key");
	refused(json("{ \"interfaces\": [ { \"typo\": \"x\" } ] }"), -ENOENT,
		"interfaces[0].typo: unknown key");
	refused(json("{ \"gateway\": { } }"), -EINVAL,
		"gateway: neither text nor number");
	refused(json("{ \"interfaces\": 3 }"), -EINVAL,
		"interfaces: not a list");
	refused(json("{ \"interfaces\": [ 3 ] }"), -EINVAL,
		"interfaces[0]: not an object");
	refused(json("{ \"sysctl\": [ 3 ] }"), -EINVAL,
		"sysctl: not a list of texts");
	refused(json("{\n  \"gateway\": \"10.0.0.1\",\n  \"debug\" 1\n}"),
		-EBADMSG, "line 3, column 11");
	refused(json("{ \"gateway\": \"10.0.0.1\""), -EBADMSG,
		"line 1, column 24: unexpected end");
	refused(json("{ }\n{ }"), -EBADMSG,
		"line 2, column 1: something after the end");
	refused(json("[ ]"), -EBADMSG, "not an object");
	refused(json("{ \"gateway\": \"10.0.0.1\\u0000\" }"), -EINVAL,
		"gateway: a text with a zero byte");
	refused(json("{ \"interfaces\": [ { \"mtu\": 1400.5 } ] }"), -EINVAL,
		"interfaces[0].mtu: 1400.5: not a number");
	refused(json("{ \"a\\nb\": \"x\" }"), -ENOENT, "a?b: unknown key");
	refused(json(""), -EBADMSG, "unexpected end");
}

static void test_env(void)
{
	char path[] = "lkl-config-XXXXXX";
	int fd = mkstemp(path);

	if (fd < 0 || dprintf(fd, "{ \"gateway\": \"10.0.0.1\",\n") < 0)
		KTAP_BAIL("mkstemp");
	renew();
	setenv("LKL_HIJACK_NET_IFTYPE", "tap", 1);
	setenv("LKL_HIJACK_NET_GATEWAY", "10.0.0.7", 1);
	setenv("LKL_CONFIG_MEMORY", "32M", 1);
	setenv("LKL_CONFIG_INTERFACES_0_IP", "10.0.0.2", 1);
	CHECK(!lkl_config_load_env(config) && is("gateway", "10.0.0.7") &&
	      is("interfaces.0.type", "tap") && is("memory", "32M") &&
	      is("interfaces.0.ip", "10.0.0.2"), "the environment");
	setenv("LKL_CONFIG_TYPO", "1", 1);
	refused(lkl_config_load_env(config), -ENOENT,
		"LKL_CONFIG_TYPO: typo: unknown key");
	unsetenv("LKL_CONFIG_TYPO");
	setenv("LKL_HIJACK_NET_IFTYP", "tap", 1);
	refused(lkl_config_load_env(config), -ENOENT,
		"LKL_HIJACK_NET_IFTYP: unknown key");
	unsetenv("LKL_HIJACK_NET_IFTYP");
	setenv("LKL_HIJACK_NET_MTU", "big", 1);
	refused(lkl_config_load_env(config), -EINVAL,
		"LKL_HIJACK_NET_MTU: interfaces.0.mtu: big: not");
	unsetenv("LKL_HIJACK_NET_MTU");
	setenv("LKL_HIJACK_CONFIG_FILE", path, 1);
	refused(lkl_config_load_env(config), -EBADMSG,
		": line 2, column 1: unexpected end");
	unlink(path);
	refused(lkl_config_load_env(config), -ENOENT, path);
	close(fd);
}

int main(void)
{
	KTAP_PLAN(9 + sizeof(values) / sizeof(values[0]) + 16 + 6);
	test_code();
	test_values();
	test_json();
	test_env();
	lkl_config_free(config);
	return KTAP_END();
}
