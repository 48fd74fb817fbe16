#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The symbols of the kernel and of the library are those that are listed.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 3

checker=$LKL_TOP/scripts/lkl/check-symbols.sh

# granted LIST: without the paragraphs about options that this kernel has not.
granted()
{
	awk -v config="$LKL_KERNEL/.config" '
		BEGIN {
			while ((getline line < config) > 0)
				if (line ~ /=y$/)
					on[substr(line, 1, length(line) - 2)]
			RS = ""
			ORS = "\n\n"
		}
		match($0, /CONFIG_[A-Z0-9_]+/) &&
		!(substr($0, RSTART, RLENGTH) in on) { next }
		{ print }' "$1"
}

set -- "$LKL_TOP/arch/lkl/lkl.exports" "$LKL_TOP/arch/lkl/lkl.imports"
if grep -qx CONFIG_UM_HOST=y "$LKL_KERNEL/.config"; then
	for list in exports imports; do
		granted "$LKL_TOP/drivers/um-host/lkl/$list" >"$tmp/$list"
	done
	set -- "$@" "$tmp/exports" "$tmp/imports"
fi
check "lkl.o" "$checker" kernel "$LKL_KERNEL/lkl.o" "$@"
check "liblkl.so" "$checker" shared "$LKL_TOOLS/liblkl.so" \
	"$LKL_TOP/tools/lkl/liblkl.map"
check "liblkl.a" "$checker" static "$LKL_TOOLS/liblkl.a"
