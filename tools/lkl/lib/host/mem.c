// SPDX-License-Identifier: GPL-2.0
/*
 * Where the kernel's memory is, whichever host it came from.
 */
#include <stddef.h>

#include <asm/host_ops.h>

#include "host/mem.h"
#include "stage.h"

/*
 * Set by the thread that boots and by the one that halts; devices, which read
 * it, come after the one and go before the other.
 */
static struct {
	void *(*alloc)(unsigned long bytes);
	void (*free)(void *mem, unsigned long bytes);
	void *base;
	unsigned long bytes;
} host;

static void *mem_alloc(unsigned long bytes)
{
	host.base = host.alloc(bytes);
	host.bytes = host.base ? bytes : 0;
	return host.base;
}

/*
 * Not every kernel resets its devices when it halts, and a request that is
 * under way writes to this memory: wait for it.
 */
static void mem_free(void *mem, unsigned long bytes)
{
	lkl__stages_stop();
	host.base = NULL;
	host.bytes = 0;
	host.free(mem, bytes);
}

const struct lkl_host_table *
lkl__mem_watch(const struct lkl_host_table *table,
	       struct lkl_host_table *watched)
{
	if (table->size < sizeof(*table) || !table->mem_alloc ||
	    !table->mem_free)
		return table;
	host.alloc = table->mem_alloc;
	host.free = table->mem_free;
	*watched = *table;
	watched->mem_alloc = mem_alloc;
	watched->mem_free = mem_free;
	return watched;
}

void *lkl__mem_base(void)
{
	return host.base;
}

unsigned long lkl__mem_size(void)
{
	return host.bytes;
}
