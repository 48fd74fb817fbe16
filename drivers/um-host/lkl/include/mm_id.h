/* SPDX-License-Identifier: GPL-2.0 */
/*
 * UML's address spaces, of which there are none here.
 */
#ifndef _UM_HOST_LKL_MM_ID_H
#define _UM_HOST_LKL_MM_ID_H

struct mm_id;

#endif
