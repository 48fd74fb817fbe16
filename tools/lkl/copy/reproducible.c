// SPDX-License-Identifier: GPL-2.0
/*
 * A host whose clock stands still and whose random numbers repeat.
 */
#include <string.h>

#include <lkl_boot.h>
#include <lkl_host.h>
#include <lkl/asm/host_ops.h>

#include "copy/reproducible.h"

#define NSEC_PER_SEC	1000000000ULL
#define MULTIPLIER	6364136223846793005ULL
#define INCREMENT	1442695040888963407ULL

static uint64_t wall_ns, seed = INCREMENT;

static unsigned long long time_wall_ns(void)
{
	return wall_ns;
}

/* At boot, on one thread. */
static unsigned long fill(void *buf, unsigned long len)
{
	unsigned char *to = buf;
	unsigned long i;

	for (i = 0; i < len; i++) {
		seed = seed * MULTIPLIER + INCREMENT;
		to[i] = (unsigned char)(seed >> 56);
	}
	return len;
}

int reproducible_init(int64_t epoch)
{
	struct lkl_host_table table = *lkl_posix_table();

	wall_ns = (uint64_t)epoch * NSEC_PER_SEC;
	table.time_wall_ns = time_wall_ns;
	table.random = fill;
	return lkl_init_table(&table);
}

/* What a journal holds depends on when what was written. */
const char *reproducible_options(const char *fs_type)
{
	return strcmp(fs_type, "ext4") ? "" : "noload";
}
