/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LKL_CONSOLE_H
#define _LKL_CONSOLE_H

#include <linux/types.h>

struct console;
struct tty_driver;

/* Hand text to the host. Context: any, CPU owned. */
void lkl_console_write(const void *text, size_t len);

#ifdef CONFIG_TTY
/* The terminal driver of /dev/console. */
struct tty_driver *lkl_console_device(struct console *con, int *index);
#else
#define lkl_console_device NULL
#endif

#endif
