# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2154
#
# Put what is ours into a stock tree: arch/lkl, and drivers/um-host, which is
# made of stock files, moved there by move.py, and of links to our files.
#
# Sourced by prepare.sh, as all of this folder, with its variables.

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
