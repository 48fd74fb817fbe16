// SPDX-License-Identifier: GPL-2.0
/*
 * boot [OPTION...]: start a kernel, show what its console says, and stop it.
 *
 * The OPTIONs are its command line, such as mem=64M.
 */
#include <stdio.h>
#include <string.h>
#include <lkl.h>

static int join(char *line, size_t size, char *words[])
{
	size_t at = 0;

	for (line[0] = '\0'; *words; words++) {
		at += snprintf(line + at, size - at, "%s%s", at ? " " : "",
			       *words);
		if (at >= size)
			return -LKL_E2BIG;
	}
	return 0;
}

int main(int argc, char *argv[])
{
	char line[2048];
	int err;

	(void)argc;
	err = join(line, sizeof(line), argv + 1);
	if (!err)
		err = lkl_init(&lkl_host_ops);
	/* a fault of the kernel's is its oops, if this machine is known */
	if (!err)
		lkl_handle_faults(1);
	if (!err)
		err = lkl_start_kernel("%s", line);
	if (!err)
		err = lkl_sys_halt();
	lkl_cleanup();
	if (err)
		fprintf(stderr, "boot: %s\n", lkl_strerror(err));
	return err ? 1 : 0;
}
