/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Console output between the kernel that writes it and the print operation.
 */
#ifndef _LKL_HOST_CONSOLE_H
#define _LKL_HOST_CONSOLE_H

/**
 * lkl__console_write() - the console_write() of struct lkl_host_table
 * @text: output of the kernel
 * @len: its length
 *
 * Context: one thread at a time (printk's), no block, lock-free.
 */
void lkl__console_write(const char *text, unsigned long len);

/**
 * lkl__console_flush() - the console_flush() of struct lkl_host_table
 *
 * Prints what was collected, unless a thread is doing so: then that one
 * prints it.
 * Context: any thread without the CPU, several at once; calls the program.
 */
void lkl__console_flush(void);

#endif
