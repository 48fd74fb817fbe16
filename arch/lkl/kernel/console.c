// SPDX-License-Identifier: GPL-2.0
/*
 * The console: what the kernel prints goes to the host, which shows it when no
 * kernel code waits for that.
 */
#include <linux/console.h>
#include <linux/init.h>

#include <asm/cpu.h>
#include <asm/host.h>

#include "console.h"

void lkl_console_write(const void *text, size_t len)
{
	host_console_write(text, len);
	lkl_this_cpu()->console = true;
}

static void console_write(struct console *con, const char *text,
			  unsigned int len)
{
	lkl_console_write(text, len);
}

static struct console lkl_console = {
	.name	= "lkl",
	.write	= console_write,
	.device	= lkl_console_device,
	.flags	= CON_PRINTBUFFER | CON_ENABLED,
	.index	= -1,
};

static int __init console_register(void)
{
	register_console(&lkl_console);
	return 0;
}
console_initcall(console_register);
