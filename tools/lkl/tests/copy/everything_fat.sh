#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 300
#
# With --lossy, a tree of everything goes through vfat and exfat as far as they
# can hold it; without, each entry that they cannot hold is named.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires_mkfs vfat
requires_mkfs exfat
requires_loop
plan 18

cd "$tmp" || exit 1
make_image ext4 host.image 1024
mount_image host.image host || exit 1
mkdir host/tree
# Times that FAT does not have, and zeros that it would have to write.
torture host/tree times,times_early,sparse_huge || exit 1

count()
{
	grep -ac "$@" || :
}

# round_trip TYPE GRANULARITY CHECKER...
round_trip()
{
	type=$1
	granularity=$2
	shift 2
	rm -rf host/out
	make_image "$type" image 1024
	check_fails 1 "$type: in, nothing may be lost" \
		"$LKL_TOOLS/bin/cptofs" -i image host/tree /
	grep -av -e '/tree: ' "$tmp/.fails" >errors
	for what in "owner or group" "the permissions" "the times exactly" \
		"hard links, copied anew" "an extended attribute" holes; do
		grep -aq "and [0-9]* more: the target cannot hold $what$" \
			errors || echo "$what"
	done >not_named
	check_same "$type: what of all files it cannot hold is summed up" "" \
		"$(cat not_named)"
	make_image "$type" image 1024
	check_fails 0 "$type: in, with losses" \
		"$LKL_TOOLS/bin/cptofs" --lossy -i image host/tree /
	check_same "$type: without a word of them" 1 "$(wc -l <"$tmp/.fails")"
	check "$type: the checker has nothing to say" "$@" image
	check "$type: out" "$LKL_TOOLS/bin/cpfromfs" -i image /tree host/out
	same_trees --ignore owner,mode,xattr,links,holes,atime \
		--granularity "$granularity" host/tree host/out >differences
	check_same "$type: what is there is the same" "" \
		"$(grep -v ': missing: there, not there$' differences)"
	check_same "$type: what is not there was named" \
		"$(count -e 'hold what this is$' -e 'hold this name$' errors)" \
		"$(count ': missing: there' differences)"
	check_same "$type: of files with plain names, all are there" "" \
		"$(missing_files)"
}

# missing_files: regular files and directories that are not in the image.
missing_files()
{
	sed -n 's/: missing: there, not there$//p' differences |
		grep -v '^names_odd/' | while read -r path; do
		[ -h "host/tree/$path" ] || [ ! -f "host/tree/$path" ] ||
			echo "$path"
		[ -h "host/tree/$path" ] || [ ! -d "host/tree/$path" ] ||
			echo "$path"
	done
}

round_trip vfat 2000000000 fsck.vfat -n
round_trip exfat 2000000000 fsck.exfat -n
