// SPDX-License-Identifier: GPL-2.0
/*
 * What generic code asks of the architecture while it boots.
 */
#include <linux/cpu.h>
#include <linux/init.h>
#include <linux/screen_info.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include <asm/mem.h>
#include <asm/setup.h>

#include "setup.h"

static char command_line[COMMAND_LINE_SIZE] __initdata;

/* The last "mem=" of @cmdline, in bytes. */
static unsigned long __init memory_size(const char *cmdline)
{
	unsigned long bytes = CONFIG_LKL_MEM_DEFAULT * 1024UL * 1024;
	const char *p = cmdline;

	while ((p = strstr(p, "mem="))) {
		if (p == cmdline || p[-1] == ' ')
			bytes = memparse(p + 4, NULL);
		p += 4;
	}
	return bytes;
}

int __ref lkl_setup_memory(const char *cmdline)
{
	size_t len = snprintf(boot_command_line, COMMAND_LINE_SIZE, "%s%s%s",
			      CONFIG_CMDLINE, CONFIG_CMDLINE[0] ? " " : "",
			      cmdline);

	if (len >= COMMAND_LINE_SIZE)
		return -E2BIG;
	return lkl_mem_setup(memory_size(boot_command_line));
}

void lkl_setup_free_memory(void)
{
	lkl_mem_release();
}

/* Memory was set up before there was a kernel: it is not limited again. */
static int __init ignore_mem(char *arg)
{
	return 0;
}
early_param("mem", ignore_mem);

void __init setup_arch(char **cmdline_p)
{
	lkl_panic_init();
	strscpy(command_line, boot_command_line, COMMAND_LINE_SIZE);
	*cmdline_p = command_line;
	parse_early_param();
	lkl_mem_paging_init();
}

