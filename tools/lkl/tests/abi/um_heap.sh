#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The host halves of drivers use the kernel's heap and not the program's, so
# that nothing from malloc() comes to kfree() or the other way round.
. "$(dirname -- "$0")/../lib/ktap.sh"

requires program nm binutils
grep -qx CONFIG_UM_HOST=y "$LKL_KERNEL/.config" ||
	skip_all "host: this kernel has none of these drivers"
plan 2

heap='(m|c|re)alloc|reallocarray|free|strn?dup|v?asprintf|getline'
heap="$heap|posix_memalign|aligned_alloc"

# shellcheck disable=SC2046 # one word an object
set -- $(find "$LKL_TOOLS/obj/um" -name '*.o')
check "there are host halves" test $# -gt 3
calls=$(LC_ALL=C nm -A -u "$@" | grep -E " U ($heap)\$" || :)
check_same "none of them knows the program's heap" "" "$calls"
