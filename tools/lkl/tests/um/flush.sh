#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 60
#
# What a process in User Mode Linux has synced is synced on the host, and what
# the host reads in pieces is read to the end.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$(dirname -- "$0")/../lib/um.sh"

um_requires
requires program gcc gcc
plan 6

# The thread that does this in UML has no storage of its own, nor errno.
cat >"$tmp/preload.c" <<'END'
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static int syncs, reads;

__attribute__((constructor)) static void start(void)
{
	syncs = atoi(getenv("SYNCS_FD"));
	reads = atoi(getenv("READS_FD"));
}

int fdatasync(int fd)
{
	syscall(SYS_write, syncs, "s", 1);
	return syscall(SYS_fdatasync, fd);
}

ssize_t pread64(int fd, void *buf, size_t n, off_t at)
{
	if (n > 1000) {
		syscall(SYS_write, reads, "r", 1);
		n = 1000;
	}
	return syscall(SYS_pread64, fd, buf, n, at);
}

ssize_t pread(int fd, void *buf, size_t n, off_t at)
{
	return pread64(fd, buf, n, at);
}
END
check "calls are counted" gcc -O2 -shared -fPIC -o "$tmp/preload.so" \
	"$tmp/preload.c"

um_image "$tmp/disk" flush.sh
exec 8>"$tmp/syncs" 9>"$tmp/reads"
LD_PRELOAD=$tmp/preload.so SYNCS_FD=8 READS_FD=9 \
	um_boot "$tmp/disk" </dev/null
exec 8>&- 9>&-

check "a sync reaches the host's fdatasync" test -s "$tmp/syncs"
check "reads were in pieces" test -s "$tmp/reads"
check "what was written is read" um_said "guest: same"
um_ended "it halts"
check "the image is clean" e2fsck -fn "$tmp/disk"
