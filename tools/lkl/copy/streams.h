/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The standard streams, be they there or not.
 */
#ifndef _LKL_COPY_STREAMS_H
#define _LKL_COPY_STREAMS_H

/** streams_fill() - open what is closed; before any other file is opened */
void streams_fill(void);

#endif
