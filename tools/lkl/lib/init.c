// SPDX-License-Identifier: GPL-2.0
/*
 * Choosing the host.
 */
#include <errno.h>
#include <stddef.h>

#include <asm/entry.h>
#include <lkl_boot.h>
#include <lkl_host.h>

#include "host/mem.h"
#include "host/named/named.h"
#include "host/print.h"
#include "host/tsan.h"
#include "init.h"
#include "self.h"

/* Owned by the thread that calls lkl_init(), and constant once it is done. */
static const char *missing;
static int is_done, has_threads;

int lkl__init_done(void)
{
	return is_done;
}

int lkl__init_has_threads(void)
{
	return has_threads;
}

const char *lkl_init_missing(void)
{
	return missing;
}

int lkl_init_table(const struct lkl_host_table *table)
{
	struct lkl_host_table watched, for_tsan;
	int err;

	missing = NULL;
	if (is_done)
		return -EBUSY;
	err = lkl__self_open();
	if (err)
		return err;
	table = lkl__mem_watch(table, &watched);
	table = lkl__tsan_watch(table, &for_tsan);
	err = lkl_bind_host(table, &missing);
	if (err) {
		lkl__self_close();
		return err;
	}
	has_threads = table->thread_create != NULL;
	is_done = 1;
	return 0;
}

int lkl_init(struct lkl_host_operations *ops)
{
	struct lkl_host_table table = *lkl_posix_table();
	int err;

	missing = NULL;
	if (is_done)
		return -EBUSY;
	if (!ops)
		ops = &lkl_host_ops;
	err = lkl__named_bind(ops, &table, &missing);
	if (err)
		return err;
	err = lkl_init_table(&table);
	if (!err)
		lkl__print_use(ops);
	return err;
}

void lkl_cleanup(void)
{
	if (!is_done || lkl_is_running())
		return;
	lkl__print_use(&lkl_host_ops);
	lkl_handle_faults(0);
	lkl__self_close();
}

/* The library is unloaded, or the program ends. */
static void __attribute__((destructor)) unload(void)
{
	lkl_cleanup();
}
