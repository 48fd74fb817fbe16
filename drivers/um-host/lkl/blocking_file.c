// SPDX-License-Identifier: GPL-2.0
/*
 * Files of the host, opened and looked at without the CPU.
 */
#include <linux/types.h>

#include <os.h>

#include "blocking.h"

typeof(os_open_file) __real_os_open_file, __wrap_os_open_file;
typeof(os_stat_file) __real_os_stat_file, __wrap_os_stat_file;
typeof(os_file_size) __real_os_file_size, __wrap_os_file_size;
typeof(os_file_modtime) __real_os_file_modtime, __wrap_os_file_modtime;
typeof(os_lock_file) __real_os_lock_file, __wrap_os_lock_file;
typeof(os_pread_file) __real_os_pread_file, __wrap_os_pread_file;

/* Its flags are a structure of bit-fields that goes by value, in a register. */
static long open_file_by_bits(long file, long flags, long mode, long a, long b,
			      long c, long d, long e, long f, long g)
{
	return __real_os_open_file((char *)file, *(struct openflags *)flags,
				   (int)mode);
}

int __wrap_os_open_file(const char *file, struct openflags flags, int mode)
{
	return (int)um_host_call(open_file_by_bits, 3, file, &flags, mode);
}

int __wrap_os_stat_file(const char *file, struct uml_stat *buf)
{
	return um_blocking(__real_os_stat_file, file, buf);
}

int __wrap_os_file_size(const char *file, unsigned long long *size)
{
	return um_blocking(__real_os_file_size, file, size);
}

int __wrap_os_file_modtime(const char *file, long long *when)
{
	return um_blocking(__real_os_file_modtime, file, when);
}

int __wrap_os_lock_file(int fd, int excl)
{
	return um_blocking(__real_os_lock_file, fd, excl);
}

int __wrap_os_pread_file(int fd, void *buf, int len, unsigned long long at)
{
	return um_blocking(__real_os_pread_file, fd, buf, len, at);
}
