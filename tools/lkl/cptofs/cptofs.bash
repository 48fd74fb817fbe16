# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# Completion of the command lines of cptofs and cpfromfs in bash.

_cptofs()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local words=

	# The "=" of a long option is a word of its own.
	if [[ $cur == = ]]; then
		cur=
	elif [[ $prev == = && $COMP_CWORD -ge 2 ]]; then
		prev=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	case $prev in
	-t | --filesystem-type)
		words="btrfs exfat ext2 ext3 ext4 f2fs vfat xfs"
		;;
	-o | --owner)
		mapfile -t COMPREPLY < <(compgen -u -- "$cur")
		return
		;;
	-g | --group)
		mapfile -t COMPREPLY < <(compgen -g -- "$cur")
		return
		;;
	-P | --partition | --mem | --mount-options | -s | --selinux)
		return
		;;
	*)
		[[ $cur != -* ]] || words="-i --filesystem-image= -t
			--filesystem-type= -P --partition= -p --enable-printk
			--mount-options= --mem= -o --owner= -g --group=
			--map-owner= -s --selinux= --lossy --reproducible
			-v --verbose --help --version"
		;;
	esac
	if [[ -n $words ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
		[[ ${COMPREPLY[*]} != *= ]] || compopt -o nospace
	else
		compopt -o filenames
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -F _cptofs cptofs cpfromfs
