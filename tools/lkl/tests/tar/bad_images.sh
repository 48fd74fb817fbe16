#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 240
#
# fs2tar says in one line what is wrong with an image, which stays as it was,
# and makes no archive of it.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_tool fs2tar libarchive-dev
requires_mkfs ext4
requires_mkfs xfs
requires program sfdisk fdisk
requires program mkfs.bfs util-linux
plan 72

cd "$tmp" || exit 1

fs2tar()
{
	$LKL_EXEC "$LKL_TOOLS/bin/fs2tar" "$@"
}

# refused WHAT TEXT OPTION... IMAGE: it says that of the image.
refused()
{
	what=$1
	text=$2
	shift 2
	for image; do :; done
	before=$(cksum "$image" 2>/dev/null)
	check_fails 1 "$what: fails" fs2tar "$@" out.tar
	check_same "$what: says why" "fs2tar: $text" "$(cat "$tmp/.fails")"
	check_same "$what: no archive" "" "$(ls out.tar* 2>/dev/null)"
	check_same "$what: the image is as before" "$before" \
		"$(cksum "$image" 2>/dev/null)"
}

mkdir -p files/dir
seq 100000 >files/dir/numbers
echo text >files/text
truncate -s 64M image
mkfs.ext4 -q -d files image

refused "no image" "none: No such file or directory" none
refused "a folder" "files: Is a directory" files
: >nothing
refused "an empty file" "nothing: empty, or not of whole sectors" nothing
truncate -s 1M zero
refused "no file system" "zero: no file system that is known" zero
head -c 8M image >short
refused "a truncated image" "short: damaged or truncated file system" short
truncate -s 1M bfs
mkfs.bfs bfs
refused "no driver" "bfs: a file system that the kernel has no driver for" bfs
refused "another type" "image: xfs: not a sound file system of this type" -t xfs image
refused "an unknown type" "nofs: unknown type of file system" -t nofs image
refused "no such partition" "image: partition 3: no such partition" -P 3 image
cp image bad
dd if=/dev/zero of=bad bs=1k seek=1 count=1 conv=notrunc status=none
refused "no superblock" "bad: no file system that is known" bad
cp image bad
printf damaged | dd of=bad bs=1 seek=1144 conv=notrunc status=none
refused "a corrupt superblock" \
	"bad: damaged file system, a checksum is wrong" bad
cp image bad
dd if=/dev/urandom of=bad bs=1k seek=2 count=1 conv=notrunc status=none
refused "bad group descriptors" "bad: File system is corrupt" bad
exec 9<image
flock -x 9
refused "a locked image" "image: in use by another program" image
exec 9<&-
check_fails 1 "too little memory: fails" fs2tar --mem=2M image out.tar
check "too little memory: says why" \
	grep -qx 'fs2tar: kernel with 2048 KiB: .*, see --mem' "$tmp/.fails"
check_same "too little memory: no archive" "" "$(ls out.tar* 2>/dev/null)"
truncate -s 130M parts
printf 'label: gpt\n,64M\n,64M\n' | sfdisk -q parts
dd if=image of=parts bs=1M seek=1 conv=notrunc status=none
check "the only partition" fs2tar parts parts.tar
dd if=image of=parts bs=1M seek=65 conv=notrunc status=none
refused "two partitions" "parts: several partitions, choose one with -P" \
	parts
check "one of them" fs2tar -P 2 parts two.tar
check "with the same files" cmp parts.tar two.tar

# A damaged folder: what is elsewhere is in the archive.
cp image bad
block=$(debugfs -R "blocks /dir" image 2>/dev/null | awk '{ print $1 }')
size=$(dumpe2fs -h image 2>/dev/null | awk '/^Block size:/ { print $3 }')
dd if=/dev/urandom of=bad bs="$size" seek="$block" count=1 conv=notrunc \
	status=none
before=$(cksum bad)
check_fails 1 "a damaged folder: fails" fs2tar bad out.tar
check_same "a damaged folder: names it" \
	"fs2tar: bad:/dir: damaged, a checksum is wrong" "$(head -n 1 "$tmp/.fails")"
check_same "a damaged folder: the rest is there" text \
	"$(tar -xOf out.tar text)"
check_same "a damaged folder: the image is as before" "$before" \
	"$(cksum bad)"

# A damaged file: it is there, with zeros for what cannot be read.
for i in $(seq 0 19); do
	printf data | dd of=files/holes bs=64k seek="$i" conv=notrunc status=none
done
echo after >files/zz
truncate -s 64M holes
mkfs.ext4 -q -d files holes
block=$(debugfs -R "ex /holes" holes 2>/dev/null |
	awk '$1 == "0/" { print $8; exit }')
dd if=/dev/urandom of=holes bs="$(dumpe2fs -h holes 2>/dev/null |
	awk '/^Block size:/ { print $3 }')" seek="$block" count=1 \
	conv=notrunc status=none
check_fails 1 "a damaged file: fails" fs2tar holes out.tar
check_same "a damaged file: names it once" 1 \
	"$(grep -c '^fs2tar: holes:/holes: ' "$tmp/.fails")"
check_same "a damaged file: has its size" "$(stat -c %s files/holes)" \
	"$(tar -xOf out.tar holes | wc -c)"
check_same "a damaged file: what follows is there" after \
	"$(tar -xOf out.tar zz)"

# A journal that would have to be replayed is, but not in the image.
cp image bad
printf 'mkdir new\nssv feature_incompat +needs_recovery\n' >commands
debugfs -w -f commands bad >/dev/null 2>&1
before=$(cksum bad)
check "a journal to be replayed" fs2tar bad out.tar
check_same "the image is as before" "$before" "$(cksum bad)"
