#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The layer checker finds what it is there for, and nothing in good files.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 15

checker=$LKL_TOP/scripts/lkl/check-layers.py
root=$tmp/root

# sample FILE: standard input is the only source file of a tree.
sample()
{
	rm -rf "$root"
	mkdir -p "$root/$(dirname "$1")"
	cat >"$root/$1"
	file=$1
}

bad()
{
	sample "$2"
	check_fails 1 "bad: $1" python3 "$checker" "$root"
	grep -q "^$file:1: " "$tmp/.fails" || diag "$(cat "$tmp/.fails")"
}

good()
{
	sample "$2"
	check "good: $1" python3 "$checker" "$root"
}

bad "the host table is called anywhere" arch/lkl/kernel/time.c <<'END'
u64 now(void) { return lkl_host.time_ns(); }
END
good "its wrapper is called" arch/lkl/kernel/time.c <<'END'
u64 now(void) { return host_time_ns(); } /* lkl_host.time_ns() */
END
good "the wrapper calls it" arch/lkl/include/asm/host.h <<'END'
static inline u64 host_time_ns(void) { return lkl_host.time_ns(); }
END
bad "libc in the kernel" arch/lkl/mm/init.c <<'END'
#include <stdlib.h>
END
bad "the boundary includes kernel headers" \
	arch/lkl/include/uapi/asm/host_ops.h <<'END'
#include <linux/types.h>
END
bad "the boundary depends on the configuration" \
	arch/lkl/include/uapi/asm/abi.h <<'END'
#ifdef CONFIG_MMU
END
bad "host devices in the file system layer" tools/lkl/lib/fs/mount.c <<'END'
#include <fcntl.h>
END
good "the API in the file system layer" tools/lkl/lib/fs/mount.c <<'END'
#include <string.h>
#include <lkl.h>
END
bad "library internals in a program" tools/lkl/examples/tree.c <<'END'
int main(void) { return lkl__iomem_find(0); }
END
bad "the boundary in a program" tools/lkl/copy/cptofs.c <<'END'
#include <asm/entry.h>
END
bad "system headers in a public header" tools/lkl/include/lkl_disk.h <<'END'
#include <pthread.h>
END
bad "a library that prints" tools/lkl/lib/dev/virtio/virtio.c <<'END'
void f(void) { printf("hello\n"); }
END
good "one that formats, and speaks of printf()" \
	tools/lkl/lib/dev/virtio/virtio.c <<'END'
void f(char *s) { snprintf(s, 9, "printf()"); }
END
mkdir -p "$tmp/empty"
check_fails 1 "no files at all" python3 "$checker" "$tmp/empty"
check "our own files" python3 "$checker"
