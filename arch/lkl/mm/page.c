// SPDX-License-Identifier: GPL-2.0
/*
 * Clearing and copying of whole pages.
 */
#include <linux/mm.h>
#include <linux/string.h>

void clear_page(void *page)
{
	memset(page, 0, PAGE_SIZE);
}

void copy_page(void *to, const void *from)
{
	memcpy(to, from, PAGE_SIZE);
}
