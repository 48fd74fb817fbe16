// SPDX-License-Identifier: GPL-2.0
/*
 * The list of options behind -o.
 */
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lkl_sys.h>

#include "lklfuse/options.h"
#include "lklfuse/report.h"

/* What a name of the list sets; the kind says how its value is read. */
struct setting {
	const char *name;
	enum { TEXT, NUMBER, BYTES, ID, YES, NO, IMAGE, DROP, PASS } kind;
	size_t at;
	unsigned long ms_flag;
};

#define AT(member) offsetof(struct options, member)

static const struct setting settings[] = {
	{ "type", TEXT, AT(type), 0 },
	{ "opts", TEXT, AT(opts), 0 },
	{ "lock", TEXT, AT(lock), 0 },
	{ "log", TEXT, AT(log), 0 },
	{ "fsname", TEXT, AT(fsname), 0 },
	{ "subtype", TEXT, AT(subtype), 0 },
	{ "mb", NUMBER, AT(mib), 0 },
	{ "part", NUMBER, AT(part), 0 },
	{ "workers", NUMBER, AT(workers), 0 },
	{ "offset", BYTES, AT(offset), 0 },
	{ "uid", ID, AT(uid), 0 },
	{ "gid", ID, AT(gid), 0 },
	{ "image", IMAGE, 0, 0 },
	{ "device", IMAGE, 0, 0 },
	{ "ro", YES, AT(read_only), 0 },
	{ "rw", NO, AT(read_only), 0 },
	{ "writeback", YES, AT(writeback), 0 },
	{ "debug", YES, AT(debug), 0 },
	{ "allow_other", PASS, AT(allow_other), 0 },
	{ "allow_root", PASS, AT(allow_other), 0 },
	{ "default_permissions", YES, AT(checks), 0 },
	/* What both kernels want to know. */
	{ "noatime", PASS, 0, LKL_MS_NOATIME },
	{ "nodiratime", PASS, 0, LKL_MS_NODIRATIME },
	{ "relatime", PASS, 0, LKL_MS_RELATIME },
	{ "strictatime", DROP, 0, LKL_MS_STRICTATIME },
	{ "lazytime", DROP, 0, LKL_MS_LAZYTIME },
	{ "sync", PASS, 0, LKL_MS_SYNCHRONOUS },
	{ "dirsync", PASS, 0, LKL_MS_DIRSYNC },
	/* The host's business. */
	{ "dev", PASS, 0, 0 }, { "nodev", PASS, 0, 0 },
	{ "suid", PASS, 0, 0 }, { "nosuid", PASS, 0, 0 },
	{ "exec", PASS, 0, 0 }, { "noexec", PASS, 0, 0 },
	{ "async", PASS, 0, 0 }, { "atime", PASS, 0, 0 },
	/* What fstab has for others. */
	{ "defaults", DROP, 0, 0 }, { "auto", DROP, 0, 0 },
	{ "noauto", DROP, 0, 0 }, { "nofail", DROP, 0, 0 },
	{ "user", DROP, 0, 0 }, { "nouser", DROP, 0, 0 },
	{ "users", DROP, 0, 0 }, { "owner", DROP, 0, 0 },
	{ "group", DROP, 0, 0 }, { "_netdev", DROP, 0, 0 },
	{ "auto_unmount", DROP, 0, 0 }, { "loop", DROP, 0, 0 },
	{ NULL, DROP, 0, 0 }
};

static int wrong(const char *name, const char *why)
{
	char what[256];

	snprintf(what, sizeof(what), "option %s", name);
	complain(what, "%s", why);
	return -1;
}

/* Digits only: strtoull() would take signs and blanks. */
static int number(const char *text, unsigned long long max,
		  unsigned long long *value)
{
	char *end;

	if (!*text || *text < '0' || *text > '9')
		return -1;
	errno = 0;
	*value = strtoull(text, &end, 0);
	return errno || *end || *value > max ? -1 : 0;
}

static int pass_on(struct options *opt, const char *name)
{
	size_t len = strlen(opt->pass);

	if (len + strlen(name) + 2 > sizeof(opt->pass))
		return wrong(name, "too many options");
	sprintf(opt->pass + len, "%s%s", len ? "," : "", name);
	return 0;
}

static bool wants_value(const struct setting *s)
{
	return s->kind <= ID || s->kind == IMAGE;
}

static int set_number(struct options *opt, const struct setting *s,
		      const char *value)
{
	unsigned long long max = s->kind == BYTES ? INT64_MAX :
				 s->kind == ID ? UINT32_MAX - 1 : 65536;
	char *at = (char *)opt + s->at;
	unsigned long long n;

	if (number(value, max, &n))
		return wrong(s->name, "not such a number");
	if (s->kind == BYTES)
		*(uint64_t *)at = n;
	else if (s->kind == ID)
		*(long *)at = n;
	else
		*(unsigned int *)at = n;
	return 0;
}

static int set(struct options *opt, const struct setting *s, char *value)
{
	char *at = (char *)opt + s->at;

	opt->ms_flags |= s->ms_flag;
	switch (s->kind) {
	case TEXT:
		*(const char **)at = value;
		return 0;
	case NUMBER:
	case BYTES:
	case ID:
		return set_number(opt, s, value);
	case IMAGE:
		if (opt->nr_images == MAX_IMAGES)
			return wrong(s->name, "too many images");
		opt->images[opt->nr_images++] = value;
		return 0;
	case PASS:
		if (s->at)
			*(bool *)at = true;
		return pass_on(opt, s->name);
	case YES:
	case NO:
		*(bool *)at = s->kind == YES;
		return 0;
	case DROP:
		return 0;
	}
	return 0;
}

static int one(struct options *opt, char *name)
{
	char *value = strchr(name, '=');
	const struct setting *s;

	if (!*name || !strncmp(name, "x-", 2) || !strncmp(name, "comment=", 8))
		return 0;
	if (value)
		*value++ = '\0';
	for (s = settings; s->name; s++) {
		if (!strcmp(s->name, name))
			break;
	}
	if (!s->name)
		return wrong(name, "unknown");
	if (wants_value(s) && (!value || !*value))
		return wrong(name, "needs a value");
	if (!wants_value(s) && value && s->kind != DROP)
		return wrong(name, "takes no value");
	return set(opt, s, value);
}

unsigned long options_flag(const char *name)
{
	const struct setting *s;

	if (!strcmp(name, "ro"))
		return LKL_MS_RDONLY;
	for (s = settings; s->name; s++) {
		if (!strcmp(s->name, name))
			return s->ms_flag;
	}
	return 0;
}

/* Cut at the next comma that has no backslash, and remove backslashes. */
static char *cut(char *list)
{
	char *to = list;

	for (; *list && *list != ','; list++) {
		if (*list == '\\' && list[1])
			list++;
		*to++ = *list;
	}
	list = *list ? list + 1 : NULL;
	*to = '\0';
	return list;
}

static bool is_too_long(const char *name)
{
	return name && strlen(name) > NAME_MAX;
}

/* Whoever lets others in has the host check what they may do. */
static int check(struct options *opt)
{
	if (is_too_long(opt->subtype))
		return wrong("subtype", "too long");
	if (is_too_long(opt->fsname))
		return wrong("fsname", "too long");
	opt->checks = opt->checks || opt->allow_other;
	if (opt->mib && opt->mib < 16)
		return wrong("mb", "16 at least");
	if (opt->workers < 1 || opt->workers > 64)
		return wrong("workers", "1 to 64");
	return 0;
}

int options_mount(struct options *opt, char *list)
{
	char *next;

	for (; list; list = next) {
		next = cut(list);
		if (one(opt, list))
			return -1;
	}
	return check(opt);
}
