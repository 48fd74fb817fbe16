// SPDX-License-Identifier: GPL-2.0
/*
 * The head of a file that may be a copy-on-write one, read without the CPU.
 */
#include <linux/types.h>

#include "../cow.h"
#include "blocking.h"

typeof(file_reader) __real_file_reader, __wrap_file_reader;

/* Called by read_cow_header(), in the task that opens the file. */
int __wrap_file_reader(__u64 offset, char *buf, int len, void *arg)
{
	return um_blocking(__real_file_reader, offset, buf, len, arg);
}
