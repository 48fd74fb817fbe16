#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# How much memory the kernel has: as much as the user says, or what the file
# system in the image, or in a partition of it, is known to need.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires program mkfs.ext4 e2fsprogs
requires program mkfs.xfs xfsprogs
requires program sfdisk fdisk
plan 16

# It is a file without a name, and the largest one of those.
mib()
{
	server=$(servers)
	for fd in "/proc/$server/fd"/*; do
		case $(readlink "$fd") in
		/memfd:*) echo $(($(stat -L -c %s "$fd") >> 20)) ;;
		esac
	done | sort -n | tail -n 1
}

# has MIB NAME IMAGE [OPTIONS]: 2 results.
has()
{
	want=$1
	check "$2" up "$3" "$4"
	check_same "has $want MiB" "$want" "$(mib)"
	down
}

truncate -s 16M "$tmp/ext4"
mkfs.ext4 -q "$tmp/ext4"
truncate -s 320M "$tmp/xfs"
mkfs.xfs -q "$tmp/xfs"
truncate -s 400M "$tmp/both"
printf 'label: gpt\n,16M\n,320M\n' | sfdisk -q "$tmp/both"
dd if="$tmp/ext4" of="$tmp/both" bs=1M seek=1 conv=notrunc status=none
dd if="$tmp/xfs" of="$tmp/both" bs=1M seek=17 conv=notrunc,sparse status=none
truncate -s 400M "$tmp/logical"
printf 'label: dos\n2048,716800,E\n4096,655360,L\n' |
	sfdisk -q "$tmp/logical"
dd if="$tmp/xfs" of="$tmp/logical" bs=1M seek=2 conv=notrunc,sparse status=none

has 64 "ext4" "$tmp/ext4"
has 128 "XFS" "$tmp/xfs"
has 96 "XFS, and mb=" "$tmp/xfs" mb=96
has 128 "XFS whose type is said" "$tmp/xfs" type=xfs
has 128 "XFS behind an offset" "$tmp/both" offset=$((17 << 20))
has 64 "ext4 in a partition" "$tmp/both" part=1
has 128 "XFS in a partition" "$tmp/both" part=2
has 128 "XFS in the only logical one" "$tmp/logical"
