#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Have tools/lkl/Makefile build on top of a kernel that kernel.sh has built.
#
# usage: tools.sh NAME TARGET...
#
# What belongs to the default kernel, NAME lkl, is in $O/tools and $O/include;
# for others it is in $O/tools-NAME and $O/include-NAME. LLVM, CROSS_COMPILE,
# SAN and so on come from the environment.
set -eu
. "$(dirname -- "$0")/common.sh"

[ $# -gt 1 ] || die "usage: tools.sh NAME TARGET..."
name=$1
shift
suffix=
[ "$name" = lkl ] || suffix=-$name
kernel=$O/kernel/$name
[ -f "$kernel/lkl.o" ] ||
	die "no $kernel/lkl.o: run make lkl, or kernel.sh $name"

tools_make()
{
	[ "${V:-0}" != 0 ] || set -- -s "$@"
	make -C "$top/tools/lkl" --no-print-directory O="$O/tools$suffix" \
		LKL_KERNEL="$kernel" LKL_INCLUDE="$O/include$suffix" \
		LKL_TREE="$(realpath "$kernel/source")" "$@"
}

# To install is to take what is there: root may do it in a user's folder.
case $* in
install)
	[ -f "$O/tools$suffix/liblkl.so" ] || die "no library: run make lkl"
	;;
*)
	tools_make headers || die "$name: cannot generate the headers"
	;;
esac
[ "$*" = headers ] || tools_make "$@" || die "$name: cannot make $*"
