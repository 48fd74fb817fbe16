#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Preparing a kernel tree: tarballs and trees, once, whole or not at all.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 31

layer=$LKL_TOP/drivers/um-host

# What the lists of drivers/um-host name: empty files and folders, and the lines
# that are edited, where they are before they move.
fake_layer()
{
	for path in $(python3 "$LKL_TOP/scripts/lkl/move.py" touched "$layer" \
		6.12.7); do
		case $path in
		*/drivers) path=$path/in-it ;;
		esac
		mkdir -p "$1/$(dirname "$path")"
		touch "$1/$path"
	done
	awk -v tree="$1" '
		$1 == "file:" {
			file = tree "/" $2
			sub("/drivers/um-host/", "/arch/um/drivers/", file)
		}
		/^[a-z]/ { on = ($1 == "anchor:") }
		on && sub(/^\t\|/, "") { print >>file }' "$layer/edits"
}

# A small tree with the looks of a kernel, release 6.12.NUMBER.
fake_tree()
{
	mkdir -p "$1/arch/x86" "$1/scripts/kconfig"
	touch "$1/Kbuild" "$1/file"
	printf 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = %s\nEXTRAVERSION =\n' \
		"$2" >"$1/Makefile"
	fake_layer "$1"
}

# moved TREE: the drivers are where the layer has them, with our files.
moved()
{
	check "drivers move" test -f "$1/drivers/um-host/in-it"
	check_fails 1 "and are not where they were" test -e "$1/arch/um/drivers"
	check_same "our files are among them" "$layer/Kbuild" \
		"$(readlink "$1/drivers/um-host/Kbuild")"
	check "files are edited" grep -q um-host "$1/arch/um/Makefile"
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
moved "$tree"
ln -s "$layer/gone" "$tree/drivers/um-host/gone"
touch "$tree/mark"
prepare "$tmp/a.tar.xz"
check_fails 1 "a link to a file of ours that is gone goes" \
	test -L "$tree/drivers/um-host/gone"
check "it is not unpacked again" test -e "$tree/mark"
touch -d 2001-01-01 "$tmp/a.tar.xz"
mkdir "$tmp/build/src/.unpack.1" "$tmp/build/src/.stage.1"
prepare "$tmp/a.tar.xz"
check_same "what a killed run left goes" "" \
	"$(find "$tmp/build/src" -name '.unpack*' -o -name '.stage*')"
check_fails 1 "it is if it has changed" test -e "$tree/mark"

fake_tree "$tmp/mine" 8
prepare "$tmp/mine"
tree=$(cat "$tmp/path")
check "a tree is copied" test -f "$tree/file"
check_fails 1 "and not touched" test -e "$tmp/mine/arch/lkl"
echo new >"$tmp/mine/file"
prepare "$tmp/mine"
check_same "an edit arrives" new "$(cat "$tree/file")"
moved "$tree"
file_times()
{
	find "$tree" -type f -printf "%p %T@\n" | grep -v prepared | sort
}
before=$(file_times)
prepare "$tmp/mine"
check_same "what did not change stays as old" "$before" "$(file_times)"
echo new >"$tmp/mine/arch/um/drivers/in-it"
prepare "$tmp/mine"
check_same "an edit of what moves arrives" new \
	"$(cat "$tree/drivers/um-host/in-it")"
rm "$tmp/mine/arch/um/os-Linux/file.c"
refuses "a tree that the lists do not fit" "$tmp/mine" \
	"the lists in drivers/um-host do not fit it"
sed -i s/12/13/ "$tmp/mine/Makefile"
refuses "that of another series" "$tmp/mine" \
	"is Linux 6.13.8, and drivers/um-host is made for 6.12"
sed -i s/13/12/ "$tmp/mine/Makefile"
touch "$tmp/mine/arch/um/os-Linux/file.c"
mkdir -p "$tmp/mine/drivers/um-host"
refuses "a tree with such a folder" "$tmp/mine" \
	"has a folder drivers/um-host of its own"
rmdir "$tmp/mine/drivers/um-host"
STOCK=1
export STOCK
prepare "$tmp/a.tar.xz"
check_same "a stock tree stays as it is" "$(ls "$tmp/a/linux-6.12.7/arch/um")" \
	"$(ls "$(cat "$tmp/path")/arch/um")"
unset STOCK

fake_tree "$tmp/mute" 9
: >"$tmp/mute/Makefile"
refuses "one without a release" "$tmp/mute" "its Makefile has no release"
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
	"$(find "$tmp/build/src" -name '.unpack*' -o -name '.stage*')"
