// SPDX-License-Identifier: GPL-2.0
/*
 * What of a copy its target cannot hold.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "copy/loss.h"
#include "copy/report.h"

static const char *const texts[LOSS_NR] = {
	[LOSS_ENTRY] = "the target cannot hold what this is",
	[LOSS_SIZE] = "the target cannot hold a file of this size",
	[LOSS_NAME] = "the target cannot hold this name",
	[LOSS_LINK] = "the target cannot hold hard links, copied anew",
	[LOSS_OWNER] = "the target cannot hold owner or group",
	[LOSS_MODE] = "the target cannot hold the permissions",
	[LOSS_TIME] = "the target cannot hold the times exactly",
	[LOSS_XATTR] = "the target cannot hold an extended attribute",
	[LOSS_HOLES] = "the target cannot hold holes",
};

struct loss {
	int is_allowed, is_verbose;
	unsigned long count[LOSS_NR];
	char *first[LOSS_NR];
};

struct loss *loss_open(int is_allowed, int is_verbose)
{
	struct loss *loss = calloc(1, sizeof(*loss));

	if (loss) {
		loss->is_allowed = is_allowed;
		loss->is_verbose = is_verbose;
	}
	return loss;
}

static void tell(struct loss *loss, enum loss_kind kind, const char *tree,
		 const char *path, const char *detail)
{
	const char *colon = detail ? ": " : "";

	if (!detail)
		detail = "";
	if (!loss->is_allowed && (kind <= LOSS_NAME || loss->is_verbose))
		report_text(texts[kind], "%s%s%s%s", tree, path, colon,
			    detail);
	else if (loss->is_verbose)
		report_line("%s%s%s%s: %s", tree, path, colon, detail,
			    texts[kind]);
}

static char *join(const char *path, const char *detail)
{
	char *text = NULL;

	if (asprintf(&text, "%s%s%s", path, detail ? ": " : "",
		     detail ? detail : "") < 0)
		return NULL;
	return text;
}

void loss_add(struct loss *loss, enum loss_kind kind, const char *tree,
	      const char *path, const char *detail)
{
	if (!loss->count[kind]++)
		loss->first[kind] = join(path, detail);
	tell(loss, kind, tree, path, detail);
}

static void report_kind(const struct loss *loss, int kind, const char *tree)
{
	const char *path = loss->first[kind] ? loss->first[kind] : "";
	unsigned long more = loss->count[kind] - 1;

	if (more)
		report_text(texts[kind], "%s%s and %lu more", tree, path,
			    more);
	else
		report_text(texts[kind], "%s%s", tree, path);
}

void loss_report(struct loss *loss, const char *tree)
{
	int kind;

	if (loss->is_allowed || loss->is_verbose)
		return;
	for (kind = LOSS_NAME + 1; kind < LOSS_NR; kind++)
		if (loss->count[kind])
			report_kind(loss, kind, tree);
}

unsigned long loss_count(const struct loss *loss)
{
	unsigned long nr = 0;
	int kind;

	for (kind = 0; kind < LOSS_NR; kind++)
		nr += loss->count[kind];
	return nr;
}

void loss_close(struct loss *loss)
{
	int kind;

	if (!loss)
		return;
	for (kind = 0; kind < LOSS_NR; kind++)
		free(loss->first[kind]);
	free(loss);
}
