/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The console of the kernel: shown if asked for, and what it died of.
 */
#ifndef _LKL_COPY_CONSOLE_H
#define _LKL_COPY_CONSOLE_H

/** console_init() - before the kernel starts; @show it on standard error */
void console_init(int show);

/**
 * console_died() - whether the kernel has died, and of what
 *
 * Return: its last words, or NULL if it lives.
 */
const char *console_died(void);

/** console_report() - report that it died while it was at @path in @tree */
void console_report(const char *tree, const char *path);

#endif
