/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Catching what others print to standard error.
 */
#ifndef LKLFUSE_QUIET_H
#define LKLFUSE_QUIET_H

#include <stddef.h>

/** quiet_begin() - nothing reaches standard error. Context: one thread */
void quiet_begin(void);

/**
 * quiet_end() - it is as before
 * @text: set to the last line that was printed, without its program's name
 * @len: size of @text
 */
void quiet_end(char *text, size_t len);

#endif
