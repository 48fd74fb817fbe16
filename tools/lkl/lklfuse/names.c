// SPDX-License-Identifier: GPL-2.0
/*
 * Names that are written in more than one way.
 *
 * Upper and lower case are the same, and so are names with blanks and dots at
 * their ends.
 */
#include "lklfuse/names.h"

#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include <lkl.h>

#include "lklfuse/node.h"

/* Eight letters, a dot and three, each of up to three bytes. */
#define SHORT_BYTES	(11 * 3 + 1)

/* One letter, in lower case, or a byte that is none. Return: its bytes. */
static size_t fold(const char *name, size_t len, wint_t *folded)
{
	mbstate_t state = { 0 };
	wchar_t letter;
	size_t bytes;

	bytes = mbrtowc(&letter, name, len, &state);
	if (!bytes || bytes > len) {
		*folded = (unsigned char)*name | 0x20;
		return 1;
	}
	*folded = towlower(letter);
	return bytes;
}

uint32_t name_hash(uint32_t start, const char *name)
{
	size_t len = strlen(name), at;
	wint_t folded;

	while (len && (name[len - 1] == '.' || name[len - 1] == ' '))
		len--;
	for (at = 0; at < len;) {
		at += fold(name + at, len - at, &folded);
		start = hash_bytes(start, &folded, sizeof(folded));
	}
	return start;
}

bool name_is_short(const char *name)
{
	const char *tilde = strchr(name, '~');

	return tilde && tilde[1] >= '0' && tilde[1] <= '9' &&
	       strlen(name) <= SHORT_BYTES;
}

int name_in_dir(int dirfd, uint64_t ino, char *name)
{
	struct lkl_linux_dirent64 *d;
	struct lkl_dir *dir;
	int fd, err;

	fd = lkl_sys_openat(dirfd, ".", LKL_O_RDONLY | LKL_O_DIRECTORY, 0);
	if (fd < 0)
		return fd;
	dir = lkl_fdopendir(fd, &err);
	if (!dir) {
		lkl_sys_close(fd);
		return err;
	}
	while ((d = lkl_readdir(dir))) {
		if (d->d_ino == ino && strcmp(d->d_name, ".") &&
		    strcmp(d->d_name, "..")) {
			strcpy(name, d->d_name);
			break;
		}
	}
	err = lkl_errdir(dir);
	lkl_closedir(dir);
	return err;
}
