#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# tools/lkl/Makefile generates the headers before it compiles what includes
# them, in whatever order, and however many at a time, it is asked for both.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 3

# Nothing is made: a kernel tree and a kernel that look like one will do.
mkdir "$tmp/tree" "$tmp/kernel"
echo headers: >"$tmp/tree/Makefile"
touch "$tmp/kernel/lkl.o"

# dry GOAL...: what would be run, in this order.
dry()
{
	make -n -C "$LKL_TOP/tools/lkl" O="$tmp/tools" LKL_TREE="$tmp/tree" \
		LKL_KERNEL="$tmp/kernel" LKL_INCLUDE="$tmp/include" "$@" \
		>"$tmp/said" 2>&1
}

check "the library and the headers" dry lib headers
headers=$(grep -n 'scripts/lkl/headers ' "$tmp/said" | head -n 1 | cut -d : -f 1)
compiler=$(grep -n -- ' -c -o ' "$tmp/said" | head -n 1 | cut -d : -f 1)
check "the headers are first" test "${headers:-9999}" -lt "${compiler:-0}"
dry lib
check_fails 1 "without them nothing is generated" \
	grep -q 'scripts/lkl/headers ' "$tmp/said"
