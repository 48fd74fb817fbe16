#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# An image that the host has mounted is not written: two kernels would change
# it at a time.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires program sfdisk fdisk
requires_loop
plan 11

cd "$tmp" || exit 1
mkdir in
echo text >in/file

# refused WHAT IMAGE [OPTION...]
refused()
{
	what=$1
	image=$2
	shift 2
	check_fails 1 "$what: fails" "$LKL_TOOLS/bin/cptofs" -i "$image" "$@" \
		in/file /
	check_same "$what: says why" "cptofs: $image: in use by another program" \
		"$(cat "$tmp/.fails")"
}

make_image ext4 image 16
mount_image image mnt
refused "mounted" image
ln image link
refused "by another name" link
check "can be read" "$LKL_TOOLS/bin/cpfromfs" -i image / out
umount_image mnt
check "not any more" "$LKL_TOOLS/bin/cptofs" -i image in/file /

truncate -s 20M parts
echo '2048,32768' | sfdisk -q parts
dd if=image of=parts bs=1M seek=1 conv=notrunc status=none
loop=$(losetup -f -o 1M --show parts)
cleanup "losetup -d '$loop'"
check "attached and not mounted" \
	"$LKL_TOOLS/bin/cptofs" -i parts -P 1 in/file /
check "a part of it is mounted" mount -t ext4 -o ro "$loop" mnt
refused "in part" parts -P 1
umount_image mnt
check "not any more" "$LKL_TOOLS/bin/cptofs" -i parts -P 1 in/file /
