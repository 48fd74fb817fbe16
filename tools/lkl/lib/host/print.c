// SPDX-License-Identifier: GPL-2.0
/*
 * Text and bad news for the program.
 */
#include <errno.h>
#include <stddef.h>

#include <lkl_host.h>

#include "host/print.h"

static const struct lkl_host_operations *print_ops = &lkl_host_ops;

void lkl__print_use(const struct lkl_host_operations *ops)
{
	__atomic_store_n(&print_ops, ops, __ATOMIC_RELEASE);
}

static const struct lkl_host_operations *get_ops(void)
{
	return __atomic_load_n(&print_ops, __ATOMIC_ACQUIRE);
}

void lkl__print(const char *text, unsigned long len)
{
	const struct lkl_host_operations *ops = get_ops();
	int saved_errno = errno;

	if (ops->print)
		ops->print(text, (int)len);
	errno = saved_errno;
}

void lkl__panic(const char *why)
{
	const struct lkl_host_operations *ops = get_ops();
	int saved_errno = errno;

	(void)why;
	if (ops->panic)
		ops->panic();
	errno = saved_errno;
}
