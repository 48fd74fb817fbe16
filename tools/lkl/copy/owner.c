// SPDX-License-Identifier: GPL-2.0
/*
 * Whose files become whose.
 */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "copy/owner.h"

/* What chown(2) takes for "leave it". */
#define NO_ID	0xffffffffU

struct owner_rule {
	int is_group, is_for_all;
	uint32_t from, last, to;
};

static int parse_id(const char *text, const char **end, uint32_t *id)
{
	unsigned long long value;
	char *stop;

	if (*text < '0' || *text > '9')
		return -EINVAL;
	errno = 0;
	value = strtoull(text, &stop, 10);
	if (errno || value >= NO_ID)
		return -EINVAL;
	*end = stop;
	*id = (uint32_t)value;
	return 0;
}

static int find_name(int is_group, const char *name, uint32_t *id)
{
	struct passwd *user;
	struct group *group;

	if (is_group) {
		group = getgrnam(name);
		*id = group ? group->gr_gid : 0;
		return group ? 0 : -EINVAL;
	}
	user = getpwnam(name);
	*id = user ? user->pw_uid : 0;
	return user ? 0 : -EINVAL;
}

static int add(struct owner_map *map, const struct owner_rule *rule)
{
	struct owner_rule *rules;

	rules = realloc(map->rules, (map->nr + 1) * sizeof(*rules));
	if (!rules)
		return -ENOMEM;
	map->rules = rules;
	rules[map->nr++] = *rule;
	return 0;
}

int owner_all(struct owner_map *map, int is_group, const char *arg)
{
	struct owner_rule rule = {
		.is_group = is_group,
		.is_for_all = 1,
		.last = NO_ID,
	};
	const char *end;
	int err;

	err = parse_id(arg, &end, &rule.to);
	if (err || *end)
		err = find_name(is_group, arg, &rule.to);
	return err ? err : add(map, &rule);
}

static int parse_range(const char *text, struct owner_rule *rule)
{
	int err;

	if (!strcmp(text, "*")) {
		rule->last = NO_ID;
		rule->is_for_all = 2;
		return 0;
	}
	err = parse_id(text, &text, &rule->from);
	rule->last = rule->from;
	if (!err && *text == '-')
		err = parse_id(text + 1, &text, &rule->last);
	return err || *text || rule->last < rule->from ? -EINVAL : 0;
}

static int parse_line(struct owner_map *map, const char *text)
{
	struct owner_rule rule = { 0 };
	char kind[2], from[32], to[16], more;
	const char *end;

	text += strspn(text, " \t\r\n");
	if (!*text || *text == '#')
		return 0;
	if (sscanf(text, "%1s %31s %15s %c", kind, from, to, &more) != 3)
		return -EINVAL;
	rule.is_group = *kind == 'g';
	if ((*kind != 'u' && *kind != 'g') || parse_range(from, &rule) ||
	    parse_id(to, &end, &rule.to) || *end)
		return -EINVAL;
	/* The range that it becomes has to end before there are no more. */
	if (!rule.is_for_all && rule.last - rule.from >= NO_ID - rule.to)
		return -EINVAL;
	return add(map, &rule);
}

int owner_read(struct owner_map *map, const char *path, unsigned int *line)
{
	FILE *file = fopen(path, "re");
	size_t room = 0;
	char *text = NULL;
	int err = 0;

	*line = 0;
	if (!file)
		return -errno;
	while (!err && getline(&text, &room, file) >= 0) {
		++*line;
		err = parse_line(map, text);
	}
	if (!err && ferror(file))
		err = -EIO;
	free(text);
	fclose(file);
	return err;
}

static int fits(const struct owner_rule *rule, uint32_t id)
{
	return id >= rule->from && id <= rule->last;
}

/* What is for all counts most. */
static uint32_t apply(const struct owner_map *map, int is_group, uint32_t id)
{
	const struct owner_rule *rule, *first = NULL;
	unsigned int i;

	for (i = 0; i < map->nr; i++) {
		rule = &map->rules[i];
		if (rule->is_group != is_group)
			continue;
		if (rule->is_for_all == 1)
			return rule->to;
		if (!first && fits(rule, id))
			first = rule;
	}
	if (!first)
		return id;
	return first->is_for_all ? first->to : first->to + (id - first->from);
}

void owner_apply(const struct owner_map *map, struct tree_stat *st)
{
	if (!map->nr)
		return;
	st->uid = apply(map, 0, st->uid);
	st->gid = apply(map, 1, st->gid);
}

void owner_free(struct owner_map *map)
{
	free(map->rules);
	memset(map, 0, sizeof(*map));
}
