#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 180
#
# What is wrong with an image is said in one line that names it, and the image
# stays as it is.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires program sfdisk fdisk
requires program mkfs.bfs util-linux
requires program debugfs e2fsprogs
plan 95

cd "$tmp" || exit 1

# refused PROGRAM WHAT WHY IMAGE [OPTION...]
refused()
{
	program=$1
	what=$2
	why=$3
	image=$4
	shift 4
	before=$(cksum "$image" 2>/dev/null)
	if [ "$program" = cptofs ]; then
		set -- "$@" -i "$image" in /new
	else
		set -- "$@" -i "$image" / out
	fi
	check_fails 1 "$program: $what: fails" "$LKL_TOOLS/bin/$program" "$@"
	check_same "$program: $what: says why" "$program: $why" \
		"$(cat "$tmp/.fails")"
	check_same "$program: $what: as it was" "$before" \
		"$(cksum "$image" 2>/dev/null)"
}

both()
{
	refused cptofs "$@"
	refused cpfromfs "$@"
}

mkdir in
seq 1000 >in/numbers
make_image ext4 image 16
"$LKL_TOOLS/bin/cptofs" -i image in / >log

both "no image" "none: No such file or directory" none
both "a directory" "in: Is a directory" in
: >empty
both "an empty file" "empty: empty, or not of whole sectors" empty
truncate -s 1M zero
both "no file system" "zero: no file system that is known" zero
truncate -s 1M bfs
mkfs.bfs bfs
both "no driver" "bfs: a file system that the kernel has no driver for" bfs
both "wrong type" "image: vfat: not a sound file system of this type" \
	image -t vfat
both "unknown type" "none: unknown type of file system" image -t none
both "no partitions" "image: partition 1: no such partition" image -P 1
truncate -s 34M parts
printf 'label: gpt\n,16M\n,16M\n' | sfdisk -q parts
dd if=image of=parts bs=1M seek=1 conv=notrunc status=none
dd if=image of=parts bs=1M seek=17 conv=notrunc status=none
both "two partitions" "parts: several partitions, choose one with -P" parts
both "no third" "parts: partition 3: no such partition" parts -P 3
head -c 8M image >short
both "truncated" "short: damaged or truncated file system" short
cp image bad
dd if=/dev/zero of=bad bs=1k seek=1 count=1 conv=notrunc status=none
both "no superblock" "bad: no file system that is known" bad
cp image bad
printf damaged | dd of=bad bs=1 seek=1144 conv=notrunc status=none
both "a corrupt superblock" \
	"bad: damaged file system, a checksum is wrong" bad
cp image bad
dd if=/dev/urandom of=bad bs=1k seek=2 count=1 conv=notrunc status=none
both "bad group descriptors" "bad: File system is corrupt" bad
cp image bad
debugfs -w -R "ssv state 2" bad 2>/dev/null
refused cptofs "marked as damaged" \
	"bad: the file system is damaged, nothing was changed" bad
check "cpfromfs: marked as damaged: is read" \
	"$LKL_TOOLS/bin/cpfromfs" -i bad /in out.bad
make_image ext4 tests 16
tune2fs -E test_fs tests >log
check "one that is marked as made for tests" \
	"$LKL_TOOLS/bin/cptofs" -i tests in /
exec 9<image
flock -x 9
both "locked" "image: in use by another program" image
