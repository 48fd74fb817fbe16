/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What <os.h> needs for prototypes of UML's own.
 */
#ifndef _UM_HOST_LKL_LONGJMP_H
#define _UM_HOST_LKL_LONGJMP_H

#ifdef __UM_HOST__
#include <setjmp.h>
#else
typedef struct um_no_jump *jmp_buf[1];
#endif

#endif
