// SPDX-License-Identifier: GPL-2.0
/*
 * Parameters that drivers declare with __uml_setup(): where UML looks at its
 * arguments before the kernel is there, here it is the kernel's command line.
 */
#include <linux/init.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <asm/host.h>

#include <init.h>

#include "um_host.h"

/* What the driver, which the kernel calls, takes for no disk and no error. */
static void __init check_ubd(const char *word)
{
	const char *value = word + strlen("ubd");

	if (strncmp(word, "ubd", strlen("ubd")) || !strcmp(value, "=sync"))
		return;
	if (*value == '=')
		pr_err("%s: no number of a disk\n", word);
	value = strchr(value, '=');
	if (value && !strcspn(value + 1, ",:"))
		pr_err("%s: no file\n", word);
}

static int __init try_param(const struct uml_param *p, const char *word)
{
	size_t len = strlen(p->str);
	char *value;
	int add = 1;

	if (strncmp(word, p->str, len))
		return 0;
	/* some keep pointers into it */
	value = kstrdup(word + len, GFP_KERNEL);
	return value ? p->setup_func(value, &add) : -ENOMEM;
}

static void __init try_word(const char *word)
{
	const struct uml_param *p, *of_host;
	unsigned int nr;

	for (p = &__uml_setup_start; p < &__uml_setup_end; p++)
		try_param(p, word);
	of_host = lkl_um_host_params(&nr);
	for (p = of_host; p < of_host + nr; p++)
		try_param(p, word);
}

static int __init um_params_init(void)
{
	char *line, *rest, *word;

	line = kstrdup(saved_command_line, GFP_KERNEL);
	if (!line)
		return -ENOMEM;
	rest = line;
	while ((word = strsep(&rest, " ")) != NULL) {
		try_word(word);
		if (IS_ENABLED(CONFIG_BLK_DEV_UBD))
			check_ubd(word);
	}
	kfree(line);
	lkl_um_allow_threads(host_has_threads());
	lkl_um_host_initcalls();
	return 0;
}
core_initcall(um_params_init);
