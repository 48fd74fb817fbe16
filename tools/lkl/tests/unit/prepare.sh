#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Preparing a kernel tree: tarballs and trees, once, whole or not at all.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 14

# A small tree with the looks of a kernel, release 6.12.NUMBER.
fake_tree()
{
	mkdir -p "$1/arch/x86" "$1/scripts/kconfig"
	touch "$1/Kbuild" "$1/file"
	printf 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = %s\nEXTRAVERSION =\n' \
		"$2" >"$1/Makefile"
}

# prepare KERNEL: its output is in $tmp/said.
prepare()
{
	KERNEL=$1 O=$tmp/build "$LKL_TOP/scripts/lkl/prepare.sh" \
		>"$tmp/path" 2>"$tmp/said"
}

refuses()
{
	if prepare "$2"; then
		not_ok "$1" "it was accepted"
	else
		check_same "$1" "prepare: $2: $3" \
			"$(tail -n 1 "$tmp/said")"
	fi
}

unset KERNEL
fake_tree "$tmp/a/linux-6.12.7" 7
tar -C "$tmp/a" -cJf "$tmp/a.tar.xz" linux-6.12.7

prepare "$tmp/a.tar.xz"
tree=$(cat "$tmp/path")
check "a tarball is unpacked" test -f "$tree/file"
check_same "its folder has the release" linux-6.12.7 \
	"$(basename "$tree" | cut -d - -f 1,2)"
check_same "our folder is in it" "$LKL_TOP/arch/lkl" \
	"$(readlink "$tree/arch/lkl")"
check_same "src/linux is the tree" "$(realpath "$tree")" \
	"$(realpath "$tmp/build/src/linux")"
touch "$tree/mark"
prepare "$tmp/a.tar.xz"
check "it is not unpacked again" test -e "$tree/mark"
touch -d 2001-01-01 "$tmp/a.tar.xz"
prepare "$tmp/a.tar.xz"
check_fails 1 "it is if it has changed" test -e "$tree/mark"

fake_tree "$tmp/mine" 8
prepare "$tmp/mine"
tree=$(cat "$tmp/path")
check "a tree is copied" test -f "$tree/file"
check_fails 1 "and not touched" test -e "$tmp/mine/arch/lkl"
echo new >"$tmp/mine/file"
prepare "$tmp/mine"
check_same "an edit arrives" new "$(cat "$tree/file")"

refuses "no such file" "$tmp/none" "no such kernel tarball or tree"
touch "$tmp/mine/.config"
refuses "a tree that was built in" "$tmp/mine" \
	"has been built in; give a clean tree (make mrproper)"
mkdir "$tmp/other"
touch "$tmp/other/file"
tar -C "$tmp" -cJf "$tmp/other.tar.xz" other
refuses "another tarball" "$tmp/other.tar.xz" "not a kernel source tarball"
refuses "another folder" "$tmp/other" "not a kernel tree"
check_same "nothing half done stays" "" \
	"$(find "$tmp/build/src" -name '.unpack*')"
