// SPDX-License-Identifier: GPL-2.0
/*
 * Binding threads to CPUs of the host.
 */
#include "host/affinity.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>

/* A host may have more CPUs than fit into one set of libc. */
#define NR_SETS		8
#define SET_BYTES	(NR_SETS * sizeof(cpu_set_t))

static int pin(cpu_set_t *set)
{
	int cpu;

	if (sched_getaffinity(0, SET_BYTES, set))
		return -errno;
	cpu = sched_getcpu();
	if (cpu < 0)
		return -errno;
	CPU_ZERO_S(SET_BYTES, set + NR_SETS);
	CPU_SET_S(cpu, SET_BYTES, set + NR_SETS);
	return sched_setaffinity(0, SET_BYTES, set + NR_SETS) ? -errno : 0;
}

int lkl__affinity_pin(void **old)
{
	/* What it was, and what it shall be. */
	cpu_set_t *set = calloc(2, SET_BYTES);
	int err;

	if (!set)
		return -ENOMEM;
	err = pin(set);
	if (err)
		free(set);
	else
		*old = set;
	return err;
}

void lkl__affinity_set(const void *old)
{
	sched_setaffinity(0, SET_BYTES, old);
}
