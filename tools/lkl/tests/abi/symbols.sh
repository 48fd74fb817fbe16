#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The symbols of the kernel and of the library are those that are listed.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 3

checker=$LKL_TOP/scripts/lkl/check-symbols.sh

set -- "$LKL_TOP/arch/lkl/lkl.exports" "$LKL_TOP/arch/lkl/lkl.imports"
if grep -qx CONFIG_UM_HOST=y "$LKL_KERNEL/.config"; then
	layer=$LKL_TOP/drivers/um-host/lkl
	set -- "$@" "$layer/exports" "$layer/imports"
fi
check "lkl.o" "$checker" kernel "$LKL_KERNEL/lkl.o" "$@"
check "liblkl.so" "$checker" shared "$LKL_TOOLS/liblkl.so" \
	"$LKL_TOP/tools/lkl/liblkl.map"
check "liblkl.a" "$checker" static "$LKL_TOOLS/liblkl.a"
