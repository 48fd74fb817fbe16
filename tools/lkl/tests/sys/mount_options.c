// SPDX-License-Identifier: GPL-2.0
/*
 * The options of mount(2) may end where the program's memory ends, also in a
 * program that has no handler for faults.
 */
#include <string.h>
#include <sys/mman.h>

#include <lkl.h>

#include "ktap.h"

#define PAGE	4096UL

/* A copy of @text with nothing behind it. */
static char *at_the_end(char *pages, const char *text)
{
	return strcpy(pages + 2 * PAGE - strlen(text) - 1, text);
}

static long mode_of(const char *path)
{
	struct lkl_stat st;
	long err = lkl_sys_stat(path, &st);

	return err ? err : (long)(st.st_mode & 0777);
}

static long mount_with(char *options)
{
	return lkl_sys_mount("none", "/mnt", "tmpfs", 0, options);
}

int main(void)
{
	char *pages;

	KTAP_PLAN(9);
	pages = mmap(NULL, 3 * PAGE, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (pages == MAP_FAILED || munmap(pages + 2 * PAGE, PAGE) ||
	    lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no memory or no kernel");
	lkl_sys_mkdir("/mnt", 0700);
	CHECK_EQ(mount_with(at_the_end(pages, "mode=711")), 0,
		 "options at the end of a mapping");
	CHECK_EQ(mode_of("/mnt"), 0711, "are obeyed");
	CHECK_EQ(lkl_sys_umount("/mnt", 0), 0, "umount");
	memset(pages, ',', 2 * PAGE);
	CHECK_EQ(mount_with(strcpy(pages + PAGE - 4, "mode=751")), 0,
		 "options across two pages");
	CHECK_EQ(mode_of("/mnt"), 0751, "are obeyed");
	CHECK_EQ(lkl_sys_umount("/mnt", 0), 0, "umount");
	CHECK_EQ(mount_with(NULL), 0, "no options");
	CHECK_EQ(lkl_sys_umount("/mnt", 0), 0, "umount");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
