/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How large the host lets this process make files.
 */
#ifndef _LKL_HOST_LIMIT_H
#define _LKL_HOST_LIMIT_H

#include <stdint.h>

/**
 * lkl__limit_check() - whether a file may have a size
 * @bytes: the size
 *
 * Beyond RLIMIT_FSIZE the host does not only refuse, but ends the program by
 * SIGXFSZ.
 * Return: 0 or -EFBIG.
 */
int lkl__limit_check(uint64_t bytes);

#endif
