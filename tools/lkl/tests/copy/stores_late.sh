#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 240
#
# What is many times as much as the memory of the kernel is copied in seconds
# also where the file system stores it only after a time, or when there is much.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires program mkfs.nilfs2 nilfs-tools
requires program mkfs.f2fs f2fs-tools
plan 10

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

mkdir in
for i in $(seq 4000); do
	echo "$i" >in/$i
done
truncate -s 1G image
mkfs.f2fs -q image
check "f2fs: in" timeout 60 "$LKL_TOOLS/bin/cptofs" --mem 32M -i image in /
check "f2fs: out" "$LKL_TOOLS/bin/cpfromfs" -i image /in out
check "f2fs: the same" diff -r in out
