# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2154
#
# A tree from a tarball: unpacked once, whole or not at all.

# What makes a tarball the one that was unpacked before: it, and what was moved.
tarball_identity()
{
	stat -c '%n %s %Y' "$1"
	[ -n "${STOCK:-}" ] || cat "$top/$layer/moves" "$top/$layer/edits" \
		"$top/scripts/lkl/move.py" | cksum
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
