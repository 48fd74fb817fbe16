// SPDX-License-Identifier: GPL-2.0
/*
 * mounts: mount greetfs and print what its file has.
 */
#include <stdio.h>
#include <lkl.h>

int main(void)
{
	char text[64] = "";
	long err;

	lkl_host_ops.print = NULL;
	err = lkl_start_kernel("mem=32M");
	lkl_sys_mkdir("/greet", 0700);
	if (!err)
		err = lkl_sys_mount("none", "/greet", "greetfs", 0, "hello");
	if (!err)
		err = lkl_sys_read(lkl_sys_open("/greet/greeting", 0, 0), text,
				   sizeof(text) - 1);
	lkl_sys_halt();
	puts(text);
	return err < 0;
}
