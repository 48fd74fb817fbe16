// SPDX-License-Identifier: GPL-2.0
/*
 * However the kernel is asked to go down, it halts: there is no machine.
 */
#include <linux/pm.h>
#include <linux/reboot.h>

#include "stop.h"

void (*pm_power_off)(void);

void machine_halt(void)
{
	lkl_stop(NULL);
}

void machine_power_off(void)
{
	machine_halt();
}

void machine_restart(char *command)
{
	machine_halt();
}
