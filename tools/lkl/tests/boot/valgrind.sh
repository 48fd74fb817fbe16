#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 300
#
# valgrind works as Documentation/arch/lkl/debugging.rst says.
. "$(dirname -- "$0")/../lib/ktap.sh"

requires program valgrind valgrind
requires program mkfs.ext4 e2fsprogs
[ -z "$LKL_EXEC" ] || skip_all "host: programs run in an emulator"
nm "$LKL_TOOLS/examples/hello" | grep -q ' __[at]san_init$' &&
	skip_all "host: built for a sanitizer"
plan 7

memcheck="valgrind -q --undef-value-errors=no --error-exitcode=9"

# run NAME STATUS PROGRAM [ARGUMENT...]: it ends with that status.
run()
{
	name=$1 status=$2
	shift 2
	$memcheck "$@" >"$tmp/out" 2>&1
	check_same "$name" "$status" $?
	[ "$ktap_failed" = 0 ] || diag "$(grep '^==' "$tmp/out" | head -n 20)"
}

run "a program that boots and halts" 0 "$LKL_TOOLS/examples/hello"
check "prints what it prints without" grep -q '^Linux version' "$tmp/out"

truncate -s 16M "$tmp/image"
mkfs.ext4 -q "$tmp/image"
run "one that writes to a disk" 0 "$LKL_TOOLS/examples/tree" in "$tmp/image" \
	"$LKL_TOP/tools/lkl/examples" /examples

# Its buffer is short by one byte.
cat >"$tmp/short.c" <<'END'
#include <lkl.h>
#include <pthread.h>
#include <stdlib.h>

static void *read_zeros(void *arg)
{
	long fd = lkl_sys_open("/zeros", LKL_O_RDWR | LKL_O_CREAT, 0600);
	char *buf = malloc(99);

	(void)arg;
	lkl_sys_ftruncate(fd, 100);
	lkl_sys_read(fd, buf, 100);
	free(buf);
	return NULL;
}

int main(void)
{
	pthread_t thread;

	if (lkl_start_kernel("mem=32M quiet"))
		return 1;
	pthread_create(&thread, NULL, read_zeros, NULL);
	pthread_join(thread, NULL);
	return lkl_sys_halt() != 0;
}
END
check "a program with a mistake is compiled" \
	cc -g -I"$LKL_TOP/tools/lkl/include" -I"$LKL_INCLUDE" \
	-o "$tmp/short" "$tmp/short.c" "$LKL_TOOLS/liblkl.so" \
	-Wl,-rpath,"$LKL_TOOLS" -lpthread
run "whose buffer the kernel overruns" 9 "$tmp/short"
check "is told what" grep -q 'Invalid write' "$tmp/out"
check "and which buffer" grep -q 'by .*: read_zeros (short.c:' "$tmp/out"
