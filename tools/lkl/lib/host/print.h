/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The print and panic operations of the table that the program chose.
 */
#ifndef _LKL_HOST_PRINT_H
#define _LKL_HOST_PRINT_H

struct lkl_host_operations;

/**
 * lkl__print_use() - take print() and panic() from here on from @ops
 * @ops: kept by reference, so that the program may change them at any time
 */
void lkl__print_use(const struct lkl_host_operations *ops);

/**
 * lkl__print() - give text to the program
 * @text: the text
 * @len: its length
 */
void lkl__print(const char *text, unsigned long len);

/**
 * lkl__panic() - the panic() of struct lkl_host_table
 * @why: the kernel's last words; they are on the console, which was flushed
 */
void lkl__panic(const char *why);

#endif
