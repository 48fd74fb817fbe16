/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Commits that nobody asks for.
 */
#ifndef LKLFUSE_COMMIT_H
#define LKLFUSE_COMMIT_H

#include "lklfuse/fs.h"

/** commit_start() - commit what is written every few seconds; 0 or -errno */
int commit_start(struct fs *fs);

/** commit_stop() - do not any more */
void commit_stop(void);

#endif
