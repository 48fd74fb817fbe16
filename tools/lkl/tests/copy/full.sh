#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# A full disk and a full inode table end a copy with one line; what was copied
# before is whole, and the image clean.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
plan 12

cd "$tmp" || exit 1
mkdir many
for i in $(seq 3000); do
	echo "$i"
done >numbers
head -c 30M /dev/urandom >big
cp numbers small

# fills NAME IMAGE SOURCE...
fills()
{
	name=$1
	image=$2
	shift 2
	check_fails 1 "$name: fails" \
		"$LKL_TOOLS/bin/cptofs" -i "$image" "$@" /
	check_same "$name: says so, once" 1 \
		"$(grep -c "^cptofs: $image:/.*: No space left on device$" \
			"$tmp/.fails")"
	check_same "$name: and nothing more but a summary" 2 \
		"$(wc -l <"$tmp/.fails")"
	check "$name: the image is clean" is_clean "$image"
	# As a user, not all of lost+found can be kept.
	check "$name: out" "$LKL_TOOLS/bin/cpfromfs" --lossy -i "$image" / \
		"$image.out"
}

make_image ext4 disk 16
fills "disk" disk small big
check_same "disk: no half of a file is left" "lost+found small" \
	"$(echo $(ls disk.out))"

for i in $(seq 3000); do
	: >"many/$i"
done
make_image ext4 inodes 16
mkfs.ext4 -q -F -N 1024 inodes
fills "inodes" inodes many
check_same "inodes: all are in use" 0 "$(dumpe2fs -h inodes 2>/dev/null |
	sed -n 's/^Free inodes: *//p')"
