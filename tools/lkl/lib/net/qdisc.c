// SPDX-License-Identifier: GPL-2.0
/*
 * How packets of an interface wait to be sent.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lkl_net.h>
#include <lkl_netlink.h>
#include <lkl_sys.h>
#include <lkl/linux/pkt_sched.h>
#include <lkl/linux/rtnetlink.h>

#define TEXT_BYTES	256
#define NETEM_LIMIT	1000
#define HTB_VERSION	3
#define HTB_QUANTUM	10
/* What 32 bits of the kernel's ticks hold is a little more. */
#define TIME_US_MAX	274e6

/* Of a qdisc, as the kernel counts time: PSCHED_SHIFT is 6. */
static uint32_t ticks_of_us(double us)
{
	return us * 1000 / 64;
}

static int parse_time(const char *text, uint32_t *ticks)
{
	double value;
	char *unit;

	value = strtod(text, &unit);
	if (unit == text)
		return -LKL_EINVAL;
	if (!strcmp(unit, "ms"))
		value *= 1000;
	else if (strcmp(unit, "us"))
		return -LKL_EINVAL;
	/* Not true of what is no number. */
	if (!(value >= 0 && value <= TIME_US_MAX))
		return -LKL_EINVAL;
	*ticks = ticks_of_us(value);
	return 0;
}

static int parse_share(const char *text, uint32_t *share)
{
	double value;
	char *unit;

	value = strtod(text, &unit);
	if (unit == text || strcmp(unit, "%") || !(value >= 0 && value <= 100))
		return -LKL_EINVAL;
	*share = value / 100 * UINT32_MAX;
	return 0;
}

static int parse_limit(const char *text, uint32_t *limit)
{
	char *end;
	unsigned long value = strtoul(text, &end, 10);

	if (end == text || *end || !value || value > INT32_MAX)
		return -LKL_EINVAL;
	*limit = value;
	return 0;
}

static int parse_netem_word(struct lkl_tc_netem_qopt *opt, const char *word,
			    const char *value)
{
	if (!value)
		return -LKL_EINVAL;
	if (!strcmp(word, "delay"))
		return parse_time(value, &opt->latency);
	if (!strcmp(word, "loss"))
		return parse_share(value, &opt->loss);
	if (!strcmp(word, "limit"))
		return parse_limit(value, &opt->limit);
	return -LKL_EINVAL;
}

static int put_netem(struct lkl_nl *nl, char **words)
{
	struct lkl_tc_netem_qopt opt = { .limit = NETEM_LIMIT };
	const char *word;
	int err;

	while ((word = strtok_r(NULL, " ", words))) {
		err = parse_netem_word(&opt, word,
				       strtok_r(NULL, " ", words));
		if (err)
			return err;
	}
	lkl_nl_put(nl, LKL_TCA_OPTIONS, &opt, sizeof(opt));
	return 0;
}

/* Classes are added by whoever wants some; until then all goes through. */
static int put_htb(struct lkl_nl *nl, char **words)
{
	struct lkl_tc_htb_glob glob = {
		.version = HTB_VERSION,
		.rate2quantum = HTB_QUANTUM,
	};
	const char *word = strtok_r(NULL, " ", words), *value;
	size_t options;

	if (word) {
		value = strtok_r(NULL, " ", words);
		if (strcmp(word, "default") || !value ||
		    parse_limit(value, &glob.defcls) ||
		    strtok_r(NULL, " ", words))
			return -LKL_EINVAL;
	}
	options = lkl_nl_nest(nl, LKL_TCA_OPTIONS);
	lkl_nl_put(nl, LKL_TCA_HTB_INIT, &glob, sizeof(glob));
	lkl_nl_end(nl, options);
	return 0;
}

static int put_options(struct lkl_nl *nl, const char *kind, char **words)
{
	if (!strcmp(kind, "netem"))
		return put_netem(nl, words);
	if (!strcmp(kind, "htb"))
		return put_htb(nl, words);
	return strtok_r(NULL, " ", words) ? -LKL_EINVAL : 0;
}

int lkl_qdisc_add(int ifindex, const char *root, const char *type)
{
	struct lkl_tcmsg header = {
		.tcm_family = LKL_AF_UNSPEC,
		.tcm_ifindex = ifindex,
		.tcm_parent = LKL_TC_H_ROOT,
	};
	char text[TEXT_BYTES], *words;
	const char *kind;
	struct lkl_nl nl;
	int err;

	if (strcmp(root, "root") || strlen(type) >= sizeof(text))
		return -LKL_EINVAL;
	strcpy(text, type);
	kind = strtok_r(text, " ", &words);
	if (!kind)
		return -LKL_EINVAL;
	lkl_nl_begin(&nl, LKL_RTM_NEWQDISC,
		     LKL_NLM_F_CREATE | LKL_NLM_F_REPLACE, &header,
		     sizeof(header));
	lkl_nl_put_text(&nl, LKL_TCA_KIND, kind);
	err = put_options(&nl, kind, &words);
	return err ? err : lkl_nl_talk(&nl, LKL_NETLINK_ROUTE);
}

static int add_entry(int ifindex, char *entry)
{
	char *type = strchr(entry, '|');

	if (!*entry)
		return 0;
	if (!type)
		return -LKL_EINVAL;
	*type++ = '\0';
	return lkl_qdisc_add(ifindex, entry, type);
}

int lkl_qdisc_parse(int ifindex, const char *entries)
{
	char *copy = strdup(entries), *entry, *end;
	int err = 0;

	if (!copy)
		return -LKL_ENOMEM;
	for (entry = copy; entry && !err; entry = end) {
		end = strchr(entry, ';');
		if (end)
			*end++ = '\0';
		err = add_entry(ifindex, entry);
	}
	free(copy);
	return err;
}

void lkl_qdisc_parse_add(int ifindex, const char *entries)
{
	lkl_qdisc_parse(ifindex, entries);
}
