#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The structs of the interfaces have not changed, and the host table is small.
. "$(dirname -- "$0")/../lib/ktap.sh"

requires program gdb gdb
plan 2

checker=$LKL_TOP/scripts/lkl/check-abi.sh

check "the golden layout" "$checker" layout
check "fewer than 40 operations" "$checker" operations "$LKL_KERNEL/lkl.o"
diag "$(cat "$tmp/.check")"
