/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Under which name files with several hard links are in the archive.
 */
#ifndef _LKL_FS2TAR_FIRSTS_H
#define _LKL_FS2TAR_FIRSTS_H

#include <stddef.h>

/** struct firsts - the names, by walk_item.link; all zero is none */
struct firsts {
	/* private: */
	char **names;
	size_t room;
};

/** firsts_set() - remember the first name of a file; 0 or -ENOMEM */
int firsts_set(struct firsts *firsts, size_t link, const char *name);

/** firsts_get() - the name, or NULL if the file is not in the archive */
const char *firsts_get(const struct firsts *firsts, size_t link);

/** firsts_forget() - the number may stand for another file from now on */
void firsts_forget(struct firsts *firsts, size_t link);

/** firsts_free() - forget all */
void firsts_free(struct firsts *firsts);

#endif
