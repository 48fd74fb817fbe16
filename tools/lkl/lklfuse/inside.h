/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which worker goes into the kernel inside.
 */
#ifndef LKLFUSE_INSIDE_H
#define LKLFUSE_INSIDE_H

/** inside_enter() - wait until no other worker is inside */
void inside_enter(void);

/** inside_leave() - let the next one in, if the caller has entered */
void inside_leave(void);

#endif
