// SPDX-License-Identifier: GPL-2.0
/*
 * Every key of a configuration is taken from code, from JSON and from the
 * environment, with the same value or the same error, and is in the manual.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lkl_config.h>

#include "config/config.h"
#include "ktap.h"

/* One of each: what it can be, and what it cannot; or NULL: anything. */
struct sample {
	const char *good, *bad;
};

static const struct sample top[NR_TOP] = {
	[TOP_GATEWAY] = { "10.0.0.1", "10.0.0.256" },
	[TOP_GATEWAY6] = { "fd00::1", "10.0.0.1" },
	[TOP_NAMESERVER] = { "10.0.0.3", "ns.example.org" },
	[TOP_SYSCTL] = { "net.ipv4.ip_forward=1;a.b=c d", "=1" },
	[TOP_BOOT_CMDLINE] = { "quiet loglevel=3", NULL },
	[TOP_MEMORY] = { "48M", "48X" },
	[TOP_MOUNT] = { "proc,sysfs", "" },
	[TOP_ROUTE] = { "10.0.0.0/8|10.9.0.1|100", "10.0.0.0/33|10.9.0.1" },
	[TOP_RULE] = { "10.9.0.2/32|100|5", "10.9.0.2/32" },
	[TOP_NFTABLES] = { "rules.nft", "" },
	[TOP_PCAP] = { "all.pcap", "" },
	[TOP_DEBUG] = { "1", "yes" },
	[TOP_SINGLECPU] = { "2", "3" },
	[TOP_DELAY_MAIN] = { "500000", "3600000001" },
	[TOP_DUMP] = { "/proc/net/snmp,/proc/net/arp", "" },
};

static const struct sample per_if[NR_IF] = {
	[IF_TYPE] = { "macvtap", "TAP" },
	[IF_PARAM] = { "read|write", "" },
	[IF_IP] = { "10.0.0.2", "010.0.0.2" },
	[IF_MASKLEN] = { "16", "33" },
	[IF_IPV6] = { "fd00::2", "fd00::2::" },
	[IF_MASKLEN6] = { "96", "129" },
	[IF_MAC] = { "02:00:00:00:00:01", "02:00:00:00:00:01:02" },
	[IF_MTU] = { "1400", "65522" },
	[IF_GATEWAY] = { "10.0.0.5", "10.0.0" },
	[IF_GATEWAY6] = { "fd00::5", "fd00::5/64" },
	[IF_OFFLOAD] = { "0x8883", "-1" },
	[IF_NEIGH] = { "10.0.0.9|02:00:00:00:00:09",
		       "10.0.0.9|01:00:00:00:00:09" },
	[IF_QDISC] = { "root|netem delay 10ms", "netem" },
	[IF_QUEUES] = { "4", "17" },
	[IF_VNET_HDR] = { "1", "true" },
	[IF_FORWARD] = { "tcp:8080:80", "" },
	[IF_PCAP] = { "eth3.pcap", "" },
};

/* From where a value is taken. */
typedef int (*source_fn)(struct lkl_config *config, const char *key,
			 const char *value);

static int from_code(struct lkl_config *config, const char *key,
		     const char *value)
{
	return lkl_config_set(config, key, value);
}

/* "interfaces.3.ip" is the fourth object of a list. */
static int from_json(struct lkl_config *config, const char *key,
		     const char *value)
{
	const char *dot = strrchr(key, '.');
	char text[512];

	if (dot)
		snprintf(text, sizeof(text), "{ \"interfaces\": [ {}, {}, {}, "
			 "{ \"%s\": \"%s\" } ] }", dot + 1, value);
	else
		snprintf(text, sizeof(text), "{ \"%s\": \"%s\" }", key, value);
	return lkl_config_load_json(config, text, strlen(text));
}

static int from_env(struct lkl_config *config, const char *key,
		    const char *value)
{
	char name[128], *c;
	int err;

	snprintf(name, sizeof(name), "LKL_CONFIG_%s", key);
	for (c = name; *c; c++)
		*c = *c == '.' ? '_' : toupper(*c);
	setenv(name, value, 1);
	err = lkl_config_load_env(config);
	unsetenv(name);
	return err;
}

/* A number that is none of JSON's texts, and a list that is an array. */
static int from_json_values(struct lkl_config *config, const char *key,
			    const char *value)
{
	int is_number = value[strspn(value, "0123456789")] == '\0';
	const char *dot = strrchr(key, '.');
	char text[512], *at = text;

	at += sprintf(at, dot ? "{ \"interfaces\": [ {}, {}, {}, { \"%s\": " :
		      "{ \"%s\": ", dot ? dot + 1 : key);
	if (is_number)
		at += sprintf(at, "%s", value);
	else
		at += sprintf(at, "[ \"");
	for (; !is_number && *value; value++)
		at += sprintf(at, *value == ';' ? "\", \"" : "%c", *value);
	sprintf(at, "%s%s }", is_number ? "" : "\" ]", dot ? " } ]" : "");
	return lkl_config_load_json(config, text, strlen(text));
}

static const source_fn sources[] = {
	from_code, from_json, from_env, from_json_values,
};

#define NR_TAKE		(sizeof(sources) / sizeof(sources[0]))
#define NR_SOURCES	(NR_TAKE - 1)

/* How many sources take @value as it is. */
static unsigned int nr_take(const char *key, const char *value)
{
	unsigned int i, nr = 0;

	for (i = 0; i < NR_TAKE; i++) {
		struct lkl_config *config = lkl_config_new();
		const char *got;

		if (sources[i](config, key, value))
			KTAP_DIAG("%s", lkl_config_error(config));
		got = lkl_config_get(config, key);
		nr += got && !strcmp(got, value);
		lkl_config_free(config);
	}
	return nr;
}

/* How many refuse it, all with the text that code has, which names the key. */
static unsigned int nr_refuse(const char *key, const char *value)
{
	const char *name = strrchr(key, '.') ? strrchr(key, '.') + 1 : key;
	char text[256], wanted[256] = "";
	unsigned int i, nr = 0;

	for (i = 0; i < NR_SOURCES; i++) {
		struct lkl_config *config = lkl_config_new();
		int err = sources[i](config, key, value);

		snprintf(text, sizeof(text), "%s", lkl_config_error(config));
		if (!i)
			snprintf(wanted, sizeof(wanted), "%s",
				 strstr(text, name) ? strstr(text, name) : "");
		if (err == -EINVAL && *wanted && strstr(text, wanted) &&
		    !lkl_config_get(config, key))
			nr++;
		else
			KTAP_DIAG("%d: %s", err, text);
		lkl_config_free(config);
	}
	return nr;
}

static void test_key(const char *key, const struct sample *s)
{
	CHECK(s->good && nr_take(key, s->good) == NR_TAKE, "%s: %s", key,
	      s->good ? s->good : "");
	if (s->bad)
		CHECK_EQ(nr_refuse(key, s->bad), NR_SOURCES, "%s: not '%s'",
			 key, s->bad);
}

static int is_anything(const struct sample *samples, int nr)
{
	int i, found = 0;

	for (i = 0; i < nr; i++)
		found += !samples[i].bad;
	return found;
}

static char manual[1 << 16];

static void read_manual(void)
{
	char path[512];
	FILE *file;

	snprintf(path, sizeof(path),
		 "%s/tools/lkl/Documentation/lkl_config.5.rst",
		 getenv("LKL_TOP") ? getenv("LKL_TOP") : ".");
	file = fopen(path, "r");
	if (!file || !fread(manual, 1, sizeof(manual) - 1, file))
		KTAP_BAIL("%s: %s", path, strerror(errno));
	fclose(file);
}

static void test_manual(const struct lkl__config_key *keys, int nr,
			const char *what)
{
	char wanted[64];
	int i, missing = 0;

	for (i = 0; i < nr; i++) {
		snprintf(wanted, sizeof(wanted), "``%s``", keys[i].name);
		if (strstr(manual, wanted))
			continue;
		KTAP_DIAG("%s is missing", keys[i].name);
		missing++;
	}
	CHECK_EQ(missing, 0, "lkl_config(5) has all keys of %s", what);
}

int main(void)
{
	char key[64];
	int i;

	read_manual();
	KTAP_PLAN(2 * (NR_TOP + NR_IF) - is_anything(top, NR_TOP) -
		  is_anything(per_if, NR_IF) + 2);
	for (i = 0; i < NR_TOP; i++)
		test_key(lkl__config_top_keys[i].name, &top[i]);
	for (i = 0; i < NR_IF; i++) {
		snprintf(key, sizeof(key), "interfaces.3.%s",
			 lkl__config_if_keys[i].name);
		test_key(key, &per_if[i]);
	}
	test_manual(lkl__config_top_keys, NR_TOP, "the whole");
	test_manual(lkl__config_if_keys, NR_IF, "an interface");
	return KTAP_END();
}
