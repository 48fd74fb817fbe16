#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Prepare a stock kernel tree with our folders in it, and print its path.
#
# usage: [KERNEL=tarball|tree] prepare.sh
#
# The tree stands in $O/src; $O/src/linux points to the one prepared last.
# Without KERNEL it is the newest linux-source-6.12 in /usr/src. Nothing is
# done if a tree from the same source is there already. A tree given with
# KERNEL is copied, never changed; what was edited in it is copied again.
set -eu
. "$(dirname -- "$0")/common.sh"

series=6.12
links="arch/lkl"
stamp_file=.lkl-prepared

newest_debian_source()
{
	find /usr/src -maxdepth 1 -name "linux-source-$series*.tar.*" |
		sort -V | tail -n 1
}

# The release of a tree, from its Makefile.
tree_version()
{
	awk -F '[ \t]*=[ \t]*' '
		$1 == "VERSION" { v = $2 }
		$1 == "PATCHLEVEL" { p = $2 }
		$1 == "SUBLEVEL" { s = $2 }
		$1 == "EXTRAVERSION" { e = $2; exit }
		END { if (v == "") exit 1; print v "." p "." s e }
	' "$1/Makefile" 2>/dev/null
}

is_kernel_tree()
{
	[ -f "$1/Kbuild" ] && [ -d "$1/arch" ] && [ -d "$1/scripts/kconfig" ]
}

# What makes a tarball the one that was unpacked before.
tarball_identity()
{
	stat -c '%n %s %Y' "$1"
}

# Where the tree of an earlier run with this identity is, if there is one.
prepared_tree()
{
	for t in "$O"/src/linux-*; do
		[ -f "$t/$stamp_file" ] || continue
		[ "$(cat "$t/$stamp_file")" = "$1" ] || continue
		echo "$t"
		return
	done
}

# A tree is complete or not there: unpack beside it, then rename. The older
# point releases of Debian's package have had their time; other trees stay.
unpack()
{
	start=$(now_ns)
	say "unpacking $1"
	tmp=$O/src/.unpack.$$
	trap 'rm -rf "$tmp"' EXIT
	mkdir "$tmp"
	XZ_DEFAULTS=-T0 tar -C "$tmp" --strip-components=1 --no-same-owner \
		-xf "$1" || die "$1: cannot unpack it"
	is_kernel_tree "$tmp" || die "$1: not a kernel source tarball"
	tree=$O/src/linux-$(tree_version "$tmp")$suffix
	tarball_identity "$1" >"$tmp/$stamp_file"
	[ -n "$suffix" ] || remove_older
	rm -rf "$tree"
	mv "$tmp" "$tree"
	say "unpacked $(basename "$tree") in $(seconds_since "$start") s"
}

remove_older()
{
	for t in "$O/src/linux-$series".*; do
		case ${t##*/linux-} in
		*-k*) ;;
		*) [ ! -f "$t/$stamp_file" ] || rm -rf "$t" ;;
		esac
	done
}

# Out-of-tree builds want a source without products, and so do we.
copy_tree()
{
	if [ -f "$1/.config" ] || [ -d "$1/include/config" ]; then
		die "$1: has been built in; give a clean tree (make mrproper)"
	fi
	tree=$O/src/linux-$(tree_version "$1")$suffix
	mkdir -p "$tree"
	# shellcheck disable=SC2046,SC2086 # one word a folder
	rsync -a --delete --exclude=/.git --exclude="/$stamp_file" \
		$(printf -- '--exclude=/%s ' $links) "$1/" "$tree/" ||
		die "$1: cannot copy it"
	echo "$1" >"$tree/$stamp_file"
}

# Put our folders in. A stock tree that has such a folder is not stock.
link_folders()
{
	for l in $links; do
		if [ -e "$tree/$l" ] && [ ! -L "$tree/$l" ]; then
			die "$tree: has a folder $l of its own"
		fi
		[ "$(readlink "$tree/$l" || :)" = "$top/$l" ] ||
			ln -sfn "$top/$l" "$tree/$l"
	done
}

kernel=${KERNEL:-}
suffix=
if [ -n "$kernel" ]; then
	kernel=$(realpath -e "$kernel" 2>/dev/null) ||
		die "$KERNEL: no such kernel tarball or tree"
	suffix=-k$(printf %s "$kernel" | cksum | cut -d ' ' -f 1)
else
	kernel=$(newest_debian_source)
	[ -n "$kernel" ] ||
		die "no /usr/src/linux-source-$series*: install it or set KERNEL"
fi

mkdir -p "$O/src"
exec 9>"$O/src/.lock"
flock 9
if [ -d "$kernel" ]; then
	is_kernel_tree "$kernel" || die "$kernel: not a kernel tree"
	copy_tree "$kernel"
else
	tree=$(prepared_tree "$(tarball_identity "$kernel")")
	[ -n "$tree" ] || unpack "$kernel"
fi
link_folders
[ "$(readlink "$O/src/linux" || :)" = "$(basename "$tree")" ] ||
	ln -sfn "$(basename "$tree")" "$O/src/linux"
echo "$tree"
