// SPDX-License-Identifier: GPL-2.0
/*
 * Alternate signal stacks of threads that run kernel code.
 */
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/auxv.h>
#include <sys/mman.h>

#include "host/posix/altstack.h"

#ifndef AT_MINSIGSTKSZ
#define AT_MINSIGSTKSZ	51
#endif

/* What handlers may use beyond the frame that the machine needs. */
#define USABLE_BYTES	(64UL * 1024)

void lkl__altstack_set(struct lkl__altstack *alt)
{
	int saved_errno = errno;
	stack_t now, new = { .ss_flags = 0 };
	unsigned long frame;

	if (sigaltstack(NULL, &now) || !(now.ss_flags & SS_DISABLE))
		goto out;
	frame = (getauxval(AT_MINSIGSTKSZ) + 4095) & ~4095UL;
	new.ss_size = USABLE_BYTES + frame;
	new.ss_sp = mmap(NULL, new.ss_size, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE |
			 MAP_STACK, -1, 0);
	if (new.ss_sp == MAP_FAILED)
		goto out;
	if (sigaltstack(&new, NULL)) {
		munmap(new.ss_sp, new.ss_size);
		goto out;
	}
	alt->base = new.ss_sp;
	alt->bytes = new.ss_size;
out:
	errno = saved_errno;
}

void lkl__altstack_drop(struct lkl__altstack *alt)
{
	stack_t now, none = { .ss_flags = SS_DISABLE };

	if (!alt->base)
		return;
	if (!sigaltstack(NULL, &now) && now.ss_sp == alt->base &&
	    sigaltstack(&none, NULL))
		return;
	munmap(alt->base, alt->bytes);
	alt->base = NULL;
}
