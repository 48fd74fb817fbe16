#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Prepare a stock kernel tree with our folders in it, and print its path.
#
# usage: [KERNEL=tarball|tree] [STOCK=1] prepare.sh
#
# With STOCK=1 the tree stays as it is, to be compared with: nothing is moved,
# and nothing of ours put in.
#
# The tree stands in $O/src; $O/src/linux points to the one prepared last.
# Without KERNEL it is the newest linux-source-6.12 in /usr/src. Nothing is
# done if a tree from the same source is there already. A tree given with
# KERNEL is copied, never changed; what was edited in it is copied again.
set -eu
. "$(dirname -- "$0")/common.sh"
. "$top/scripts/lkl/prepare/layer.sh"
. "$top/scripts/lkl/prepare/tarball.sh"
. "$top/scripts/lkl/prepare/tree.sh"

series=6.12
links="arch/lkl"
layer=drivers/um-host
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
	' "$1/Makefile" 2>/dev/null ||
		die "$kernel: its Makefile has no release"
}

is_kernel_tree()
{
	[ -f "$1/Kbuild" ] && [ -d "$1/arch" ] && [ -d "$1/scripts/kconfig" ]
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

[ -z "${STOCK:-}" ] || suffix=$suffix-stock

mkdir -p "$O/src"
exec 9>"$O/src/.lock"
flock 9
# Of a run that was killed; there is no other one now.
rm -rf "$O"/src/.unpack.* "$O"/src/.stage.*
if [ ! -d "$kernel" ]; then
	tree=$(prepared_tree "$(tarball_identity "$kernel")")
	[ -n "$tree" ] || unpack "$kernel"
	[ -n "${STOCK:-}" ] || link_layer "$tree"
elif ! is_kernel_tree "$kernel"; then
	die "$kernel: not a kernel tree"
elif [ -z "${STOCK:-}" ]; then
	copy_tree "$kernel"
else
	tree=$kernel
fi
if [ -n "${STOCK:-}" ]; then
	echo "$tree"
	exit 0
fi
link_folders
[ "$(readlink "$O/src/linux" || :)" = "$(basename "$tree")" ] ||
	ln -sfn "$(basename "$tree")" "$O/src/linux"
echo "$tree"
