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
#
# drivers/um-host in it is made of stock files, which move.py puts there, and of
# links to ours.
set -eu
. "$(dirname -- "$0")/common.sh"

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
	' "$1/Makefile" 2>/dev/null
}

is_kernel_tree()
{
	[ -f "$1/Kbuild" ] && [ -d "$1/arch" ] && [ -d "$1/scripts/kconfig" ]
}

# What makes a tarball the one that was unpacked before: it, and what was moved.
tarball_identity()
{
	stat -c '%n %s %Y' "$1"
	[ -n "${STOCK:-}" ] || cat "$top/$layer/moves" "$top/$layer/edits" \
		"$top/scripts/lkl/move.py" | cksum
}

# move_files TREE RELEASE: apply the lists.
move_files()
{
	[ -z "${STOCK:-}" ] || return 0
	[ ! -e "$1/$layer" ] || die "$kernel: has a folder $layer of its own"
	how=$(python3 "$top/scripts/lkl/move.py" apply "$top/$layer" "$2" \
		"$1") || misfit "$2"
}

# misfit RELEASE
misfit()
{
	case $1 in
	"$series"*) die "$kernel: the lists in $layer do not fit it" ;;
	esac
	die "$kernel: is Linux $1, and $layer is made for $series"
}

# link_layer TREE: our files in among those that were moved, and no link to one
# that is gone.
link_layer()
{
	find "$1/$layer" -xtype l -lname "$top/$layer/*" -delete
	(cd "$top/$layer" && find . -type f) | while read -r f; do
		link=$1/$layer/${f#./}
		[ "$(readlink "$link" || :)" != "$top/$layer/${f#./}" ] ||
			continue
		[ ! -e "$link" ] || [ -L "$link" ] ||
			die "$layer/${f#./}: is ours and a stock file"
		mkdir -p "$(dirname "$link")"
		ln -sfn "$top/$layer/${f#./}" "$link"
	done
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
	release=$(tree_version "$tmp")
	tree=$O/src/linux-$release$suffix
	move_files "$tmp" "$release"
	tarball_identity "$1" >"$tmp/$stamp_file"
	[ -n "$suffix" ] || remove_older
	rm -rf "$tree"
	mv "$tmp" "$tree"
	say "unpacked $(basename "$tree") in $(seconds_since "$start") s${how:+; $how}"
}

remove_older()
{
	for t in "$O/src/linux-$series".*; do
		case ${t##*/linux-} in
		*-k* | *-stock) ;;
		*) [ ! -f "$t/$stamp_file" ] || rm -rf "$t" ;;
		esac
	done
}

# Out-of-tree builds want a source without products, and so do we. What moves or
# is edited takes its way through $stage, so that files which did not change
# stay as old as they are.
copy_tree()
{
	if [ -f "$1/.config" ] || [ -d "$1/include/config" ]; then
		die "$1: has been built in; give a clean tree (make mrproper)"
	fi
	release=$(tree_version "$1")
	tree=$O/src/linux-$release$suffix
	stage=$O/src/.stage.$$
	trap 'rm -rf "$stage"' EXIT
	mkdir -p "$tree" "$stage"
	touched=$(python3 "$top/scripts/lkl/move.py" touched "$top/$layer" \
		"$release") || die "the lists in $layer are not well-formed"
	stage_touched "$1"
	# shellcheck disable=SC2046,SC2086 # one word a folder
	rsync -a --delete --exclude=/.git --exclude="/$stamp_file" \
		$(printf -- '--exclude=/%s ' $links $layer $touched) \
		"$1/" "$tree/" || die "$1: cannot copy it"
	move_files "$stage" "$release"
	link_layer "$stage"
	rsync -a "$stage/" "$tree/" || die "$1: cannot copy what moves"
	rsync -a --delete "$stage/$layer/" "$tree/$layer/" ||
		die "$1: cannot copy what moves"
	rm -rf "$stage"
	echo "$1" >"$tree/$stamp_file"
}

# What the lists name and the tree has. A copy that was made by other lists has
# stock files where there shall be none now.
stage_touched()
{
	[ ! -e "$1/$layer" ] || die "$kernel: has a folder $layer of its own"
	for f in $touched; do
		[ ! -e "$1/$f" ] || echo "$f"
	done | rsync -a -r --files-from=- "$1/" "$stage/" ||
		die "$1: cannot copy it"
	for f in $touched; do
		rm -rf "${tree:?}/$f"
	done
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
