// SPDX-License-Identifier: GPL-2.0
/*
 * cptofs: copy files into a file system image.
 */
#include "copy/cp.h"

int main(int argc, char *argv[])
{
	return cp_main("cptofs", 1, argc, argv);
}
