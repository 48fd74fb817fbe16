// SPDX-License-Identifier: GPL-2.0
/*
 * A configuration names a file with rules: they are loaded, or what is wrong
 * with them is told. Each has a kernel of its own, in a child.
 */
#include "net.h"
#include "../boot/child.h"

#define FILE_RULES	"lkl-config-rules.test"
#define FILE_MORE	"lkl-config-more.test"

/* In a child; 0: rules that others can be added to; 4: an error of them. */
static int start_with(void *rules)
{
	struct lkl_config *config = lkl_config_new();
	static const char begin[] = "nftables: " FILE_RULES ": ";
	const char *text;
	char error[256];

	lkl_host_ops.print = NULL;
	write_file(FILE_RULES, "%s", (const char *)rules);
	if (lkl_config_set(config, "nftables", FILE_RULES))
		return 1;
	if (!lkl_config_start(config))
		return lkl_nftables_load(FILE_MORE, error, sizeof(error)) ||
		       lkl_config_stop(config);
	if (lkl_is_running())
		return 2;
	text = lkl_config_error(config);
	KTAP_DIAG("%s", text);
	return strncmp(text, begin, strlen(begin)) ? 3 : 4;
}

int main(void)
{
	char error[256];
	int err;

	/* Nothing else than a kernel is missing. */
	err = lkl_nftables_load("/dev/null", error, sizeof(error));
	if (err == -LKL_ENOSYS)
		KTAP_SKIP_ALL("package: libnftables is missing (libnftables1)");
	KTAP_PLAN(3);
	CHECK_EQ(err, -LKL_ENODEV, "no kernel");
	write_file(FILE_MORE, "add rule ip t c accept\n");
	CHECK_EQ(run_child(start_with,
			   "add table ip t\nadd chain ip t c\n", 30), 0,
		 "rules are loaded");
	CHECK_EQ(run_child(start_with, "add table ip t\nnonsense\n", 30), 4,
		 "what is wrong with them is told");
	unlink(FILE_RULES);
	unlink(FILE_MORE);
	return KTAP_END();
}
