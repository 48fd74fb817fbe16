#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 300
#
# The file system that a sparse image is on has no room for it to grow, or for
# what is copied out: that is said, and fails. The image is clean then, and has
# all of the files that were said to be copied.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires_mkfs xfs
requires_mkfs btrfs
requires_loop
plan 50

cd "$tmp" || exit 1
cptofs=$LKL_TOOLS/bin/cptofs
cpfromfs=$LKL_TOOLS/bin/cpfromfs
mkdir in small
head -c 30M /dev/urandom >large
seq 1000 >in/numbers
seq 500 >in/1

# host MIB: make "small" a new file system of this size.
host()
{
	umount_image small
	mount -t tmpfs -o "size=$1M" none small
}
cleanup "umount_image '$tmp/small'"

# journal_is_empty TYPE IMAGE
journal_is_empty()
{
	case $1 in
	ext4) ! dumpe2fs -h "$2" 2>&1 | grep -q needs_recovery ;;
	xfs) xfs_logprint -t "$2" | grep -q CLEAN ;;
	btrfs) btrfs inspect-internal dump-super "$2" |
		grep -qx 'log_root[[:space:]]*0' ;;
	esac
}

check_image()
{
	case $1 in
	ext4) is_clean "$2" ;;
	xfs) xfs_repair -n "$2" ;;
	btrfs) btrfs check "$2" ;;
	esac
}

# are_whole FOLDER: the files that are in said, but the one that failed.
are_whole()
{
	sed -n 's,^small/image:/\([0-9].*\),\1,p' said |
		grep -vxF "$(sed -n 's,^cptofs: small/image:/\(.*\): no .*,\1,p' \
			"$tmp/.fails")" >names
	while read -r name; do
		cmp "$name" "$1/$name" || return
	done <names
	[ "$(wc -l <names)" -gt 3 ]
}

# fills NAME TYPE OPTION... SOURCE...: what does not fit into small/image
fills()
{
	name=$1
	type=$2
	shift 2
	check_fails 1 "$name: fails" sh -c 'timeout 120 "$@" >said' - \
		"$cptofs" -v -i small/image "$@" /
	check_same "$name: says why, in one line" 1 "$(grep -c \
		'^cptofs: small/.*: no space for the image on the host$' \
		"$tmp/.fails")"
	check_same "$name: and nothing else" 1 "$(wc -l <"$tmp/.fails")"
	check "$name: the journal is empty" journal_is_empty "$type" small/image
	check "$name: the image is clean" check_image "$type" small/image
	rm -rf out
	mkdir out
	check "$name: out" "$cpfromfs" --lossy -i small/image /. out
	check "$name: what was copied is whole" are_whole out
}

# Of these, the small ones fit.
for i in $(seq 8); do
	cp in/numbers "1$i-"
	head -c 700K large >"2$i-"
done
cp large 9-
few="1?- 2?- 9-"

# shellcheck disable=SC2086 # patterns
{
	host 12
	make_image ext4 small/image 64
	fills ext4 ext4 $few
	host 12
	make_image ext4 small/image 64
	export SOURCE_DATE_EPOCH=1600000000
	fills reproducible ext4 --reproducible $few
	unset SOURCE_DATE_EPOCH
	host 100
	make_image xfs small/image 320
	fills xfs xfs $few
	host 40
	make_image btrfs small/image 320
	fills btrfs btrfs $few
	# At the start, there is more than is looked at.
	for i in 3 4 5 6; do
		cp large "9$i-"
	done
	host 130
	make_image ext4 small/image 512
	fills later ext4 --mem=32M $few 9?-
}

host 12
make_image ext4 small/image 64
check "what fits" "$cptofs" -i small/image in/numbers /
check "and the image is clean" is_clean small/image
cp small/image before
cat /dev/zero >small/rest 2>/dev/null
check_fails 1 "no room at all" "$cptofs" -i small/image in/1 /
check_same "is said" \
	"cptofs: small/image: no space for it on the host, nothing was changed" \
	"$(cat "$tmp/.fails")"
check "and true" cmp before small/image

host 66
cp --sparse=never before small/image
cat /dev/zero >small/rest 2>/dev/null
check "an image that need not grow" "$cptofs" -i small/image in/1 /
check "is clean" is_clean small/image

# An image that could grow by what its zeroes take, but does not: all that is
# free is held for that.
host 68
truncate -s 64M small/image
mkfs.ext4 -q -b 4096 small/image
head -c 5M /dev/zero >zeroes
"$cptofs" -i small/image zeroes /
cp --sparse=never small/image before
cp --sparse=never before small/image
debugfs -R "blocks /zeroes" small/image 2>log | tr ' ' '\n' |
	while read -r block; do
		[ -z "$block" ] || fallocate -p -o $((block * 4096)) -l 4096 \
			small/image
	done
cat /dev/zero >small/rest 2>/dev/null
truncate -s -4M small/rest
check "nothing but what is held" \
	timeout 60 "$cptofs" -i small/image large /
check "the image is clean, too" e2fsck -fn small/image

host 12
make_image ext4 image 64
"$cptofs" -i image large /
check_fails 1 "out: fails" "$cpfromfs" -i image / small/out
check_same "out: says why" \
	"cpfromfs: small/out/large: No space left on device" \
	"$(head -n 1 "$tmp/.fails")"
check "out: no half of a file is left" test ! -e small/out/large
check_fails 1 "out: once more, over it" \
	"$cpfromfs" -i image /. small/out

umount_image small
mount -t tmpfs -o nr_inodes=20 none small
mkdir many
for i in $(seq 100); do
	: >"many/$i"
done
"$cptofs" -i image many / >log
check_fails 1 "no inodes: fails" "$cpfromfs" -i image /many small/out
check_same "no inodes: says so, once, and a summary" "1 2" \
	"$(grep -c '^cpfromfs: small/out/[0-9]*: No space left on device$' \
		"$tmp/.fails") $(wc -l <"$tmp/.fails")"
