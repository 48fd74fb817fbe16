/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What chan_kern.c calls in place of tty_port_tty_hangup().
 */
#ifndef _UM_HOST_LKL_CONSOLE_H
#define _UM_HOST_LKL_CONSOLE_H

#include <linux/types.h>

struct tty_port;

/* Context: interrupt. */
void um_console_hangup(struct tty_port *port, bool check_clocal);

#endif
