// SPDX-License-Identifier: GPL-2.0
/*
 * cpfromfs: copy files out of a file system image.
 */
#include "copy/cp.h"

int main(int argc, char *argv[])
{
	return cp_main("cpfromfs", 0, argc, argv);
}
