# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2154
#
# A tree from a tree: copied, and copied again where it was edited.

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
