# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# bash completion for lklfuse.

_lklfuse_options()
{
	local list=${cur%"${cur##*,}"} word=${cur##*,} name
	local names="allow_other default_permissions fsname= gid= image= lock=
		log= mb= noatime offset= opts= part= ro rw subtype= type= uid=
		workers= writeback"

	case $word in
	type=*)
		names="btrfs cramfs erofs exfat ext2 ext3 ext4 f2fs hfsplus
			iso9660 jfs minix nilfs2 ntfs3 romfs squashfs udf vfat
			xfs"
		names=$(for name in $names; do echo "type=$name"; done)
		;;
	esac
	compopt -o nospace
	mapfile -t COMPREPLY < <(compgen -P "$list" -W "$names" -- "$word")
}

_lklfuse()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	# "=" parts words.
	if [[ ${COMP_LINE:0:COMP_POINT} =~ \ -o\ *([^\ ]*)$ ]]; then
		cur=${BASH_REMATCH[1]}
		_lklfuse_options
		[[ $cur != *=* ]] || COMPREPLY=("${COMPREPLY[@]##*=}")
		return
	fi
	if [[ $prev == --wait ]]; then
		mapfile -t COMPREPLY < <(compgen -d -- "$cur")
	elif [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "-f -d -s -o --help
			--version --wait" -- "$cur")
	else
		compopt -o filenames
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -F _lklfuse lklfuse
