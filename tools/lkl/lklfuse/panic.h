/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The death of the kernel inside.
 */
#ifndef LKLFUSE_PANIC_H
#define LKLFUSE_PANIC_H

#include <stdbool.h>

/**
 * panic_init() - choose the host of the kernel, so that its death is noticed
 *
 * Return: 0 or -errno.
 */
int panic_init(void);

/** panic_happened() - whether the kernel has died */
bool panic_happened(void);

/** panic_tell() - have signal @signo sent to this process if it dies */
void panic_tell(int signo);

#endif
