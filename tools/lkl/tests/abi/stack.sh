#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# No object makes the stack of a program executable, or its text writable.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 4

checker=$LKL_TOP/scripts/lkl/check-abi.sh

check "lkl.o" "$checker" stack "$LKL_KERNEL/lkl.o"
check "liblkl.so" "$checker" stack "$LKL_TOOLS/liblkl.so"
check "a linked program" "$checker" stack "$LKL_TOOLS/examples/tree"
check "liblkl.so has no text relocations" \
	"$checker" textrel "$LKL_TOOLS/liblkl.so"
