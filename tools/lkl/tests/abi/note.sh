#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# .note.lkl says which ABI and which release are in an object, also after
# linking.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 3

check "lkl.o agrees with the headers" \
	"$LKL_TOP/scripts/lkl/check-abi.sh" note "$LKL_KERNEL/lkl.o"
note=$("$LKL_TOP/scripts/lkl/note.py" "$LKL_KERNEL/lkl.o")
check_same "liblkl.so says the same" "$note" \
	"$("$LKL_TOP/scripts/lkl/note.py" "$LKL_TOOLS/liblkl.so" 2>&1)"
check_same "a program too" "$note" \
	"$("$LKL_TOP/scripts/lkl/note.py" "$LKL_TOOLS/examples/tree" 2>&1)"
