#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 180
#
# examples/tree copies there and back, and says in one line what is wrong with
# an image, which stays as it was.
. "$(dirname -- "$0")/../lib/ktap.sh"

requires program mkfs.ext4 e2fsprogs
requires program sfdisk fdisk
[ -z "$LKL_EXEC" ] || skip_all "host: without libblkid nothing is recognized"
plan 54

cd "$tmp" || exit 1

without=
tree()
{
	# shellcheck disable=SC2086
	$without $LKL_EXEC "$LKL_TOOLS/examples/tree" "$@"
}

modes()
{
	(cd "$1" && find . ! -type l -printf '%m %p\n' | sort)
}

# refused TEXT WHAT ARGUMENT...: it fails with this line, and the image, the
# second argument, is as before.
refused()
{
	text=$1
	what=$2
	image=$4
	shift 2
	before=$(cksum "$image" 2>/dev/null)
	check_fails 1 "$what: fails" tree "$@"
	check_same "$what: says why" "tree: $text" "$(cat "$tmp/.fails")"
	check_same "$what: the image is as before" "$before" \
		"$(cksum "$image" 2>/dev/null)"
}

mkdir -p in/sub/deep in/closed
seq 100000 >in/numbers
: >in/empty
ln -s ../nowhere in/sub/link
echo text >"in/sub/deep/a name"
chmod 6711 in/numbers
chmod 1777 in/sub
chmod 555 in/closed

truncate -s 16M image
mkfs.ext4 -q image
check "in" tree in image in /copy
check "the image is clean" e2fsck -fn image
check "out" tree out image /copy out
check "the same files" diff -r --no-dereference in out
check_same "the same permissions" "$(modes in)" "$(modes out)"
check_fails 2 "usage" tree in image

refused "none: No such file or directory" "no image" in none in /
refused "in: Is a directory" "a folder" in in in /
: >nothing
refused "nothing: Invalid argument" "an empty file" in nothing in /
truncate -s 1M zero
refused "zero: Wrong medium type" "no file system" in zero in /
head -c 8M image >short
refused "short: Invalid argument" "a truncated image" in short in /
cp image bad
dd if=/dev/zero of=bad bs=1k seek=1 count=1 conv=notrunc status=none
refused "bad: Wrong medium type" "no superblock" in bad in /
cp image bad
dd if=/dev/urandom of=bad bs=1k seek=2 count=1 conv=notrunc status=none
refused "bad: File system is corrupt" "bad group descriptors" in bad in /
cp image bad
debugfs -w -R "ssv state 2" bad 2>/dev/null
refused "/new: Read-only file system" "marked as damaged" in bad in /new
exec 9<image
flock -x 9
refused "image: Device or resource busy" "a locked image" in image in /
exec 9<&-
refused "image: Invalid argument" "a wrong type" in image in / vfat
refused "image: No such device" "a type that is not there" in image in / nofs
cp image secret
chmod 0 secret
# Root may read all, unless it gives that up.
[ "$(id -u)" != 0 ] ||
	without="setpriv --bounding-set -dac_override,-dac_read_search"
refused "secret: Permission denied" "not readable" in secret in /
without=
refused "/none: No such file or directory" "nothing there" out image /none o
truncate -s 34M parts
printf 'label: gpt\n,16M\n,16M\n' | sfdisk -q parts
dd if=image of=parts bs=1M seek=1 conv=notrunc status=none
check "the only partition" tree out parts /copy out2
dd if=image of=parts bs=1M seek=17 conv=notrunc status=none
refused "parts: Name not unique on network" "two" out parts /copy o

mkfifo in/fifo
check_fails 1 "a fifo" tree in image in /fifo
check "the image is clean after it" e2fsck -fn image

check_fails 1 "too little memory" "$LKL_TOOLS/examples/boot" mem=1M
check_same "it says so" "boot: Cannot allocate memory" "$(cat "$tmp/.fails")"
check_fails 2 "too many operands" tree in image in / ext4 more
