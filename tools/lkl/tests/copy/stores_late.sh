#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 240
#
# A file that is many times as large as the memory of the kernel is copied in
# seconds also where the file system stores data every five seconds only.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires program mkfs.nilfs2 nilfs-tools
plan 7

cd "$tmp" || exit 1
seq 40000000 >large

# copied NAME OPTION...: with a tenth of the file in five seconds it would take
# minutes.
copied()
{
	name=$1
	shift
	check "$name: in" timeout 60 "$LKL_TOOLS/bin/cptofs" --mem 32M "$@" \
		-i image large /
	check "$name: out" "$LKL_TOOLS/bin/cpfromfs" -i image /large out
	cmp large out >differ 2>&1
	check_same "$name: the same" "" "$(cat differ)"
	rm -f image out
}

truncate -s 1G image
mkfs.nilfs2 -q image
copied "nilfs2"
make_image ext4 image 1024
tune2fs -o journal_data image >log
check "ext4 is to keep data in its journal" \
	sh -c 'dumpe2fs -h image 2>log | grep -q "options:.*journal_data"'
copied "ext4 with data in its journal"
