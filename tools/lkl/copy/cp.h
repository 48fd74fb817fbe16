/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The program that cptofs and cpfromfs are, each in its direction.
 */
#ifndef _LKL_COPY_CP_H
#define _LKL_COPY_CP_H

/**
 * cp_main() - main() of both
 * @program: its name
 * @into: copy into the image, not out of it
 *
 * Return: the exit status.
 */
int cp_main(const char *program, int into, int argc, char *argv[]);

#endif
