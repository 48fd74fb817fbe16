// SPDX-License-Identifier: GPL-2.0
/*
 * The terminal behind /dev/console: what a program writes to descriptors 1 and
 * 2 goes where the kernel's messages go. There is nothing to read.
 */
#include <linux/console.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include <linux/tty_port.h>

#include "console.h"

static const struct tty_port_operations port_ops = { };
static struct tty_port port;
static struct tty_driver *driver;

static int console_tty_open(struct tty_struct *tty, struct file *file)
{
	return tty_port_open(&port, tty, file);
}

static void console_tty_close(struct tty_struct *tty, struct file *file)
{
	tty_port_close(&port, tty, file);
}

static ssize_t console_tty_write(struct tty_struct *tty, const u8 *text,
				 size_t len)
{
	lkl_console_write(text, len);
	return len;
}

static unsigned int console_tty_write_room(struct tty_struct *tty)
{
	return PAGE_SIZE;
}

static const struct tty_operations console_tty_ops = {
	.open		= console_tty_open,
	.close		= console_tty_close,
	.write		= console_tty_write,
	.write_room	= console_tty_write_room,
};

struct tty_driver *lkl_console_device(struct console *con, int *index)
{
	*index = 0;
	return driver;
}

static int __init console_tty_init(void)
{
	struct tty_driver *new;
	int err;

	new = tty_alloc_driver(1, TTY_DRIVER_RESET_TERMIOS |
				  TTY_DRIVER_REAL_RAW |
				  TTY_DRIVER_UNNUMBERED_NODE);
	if (IS_ERR(new))
		return PTR_ERR(new);

	tty_port_init(&port);
	port.ops = &port_ops;
	new->driver_name = "lkl";
	new->name = "ttyLKL";
	new->type = TTY_DRIVER_TYPE_CONSOLE;
	new->init_termios = tty_std_termios;
	new->init_termios.c_oflag = OPOST;
	tty_set_operations(new, &console_tty_ops);
	tty_port_link_device(&port, new, 0);

	err = tty_register_driver(new);
	if (err) {
		tty_driver_kref_put(new);
		tty_port_destroy(&port);
		return err;
	}
	driver = new;
	return 0;
}
device_initcall(console_tty_init);
