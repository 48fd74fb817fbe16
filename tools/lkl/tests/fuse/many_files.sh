#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 1800
#
# Far more files than fit into the kernel's memory are found, and then opened,
# moved and removed at random; on a file system with handles and on one without.
#
# From the environment: LKL_FUSE_FILES, LKL_FUSE_FAT_FILES, how many.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires program mkfs.ext4 e2fsprogs
requires program mkfs.vfat dosfstools
plan 12

files=${LKL_FUSE_FILES:-30000}
fat_files=${LKL_FUSE_FAT_FILES:-10000}
seed=$(date +%s)
diag "seed $seed"

many()
{
	python3 -B "$LKL_TOP/tools/lkl/tests/lib/fuse_many.py" "$@"
}

# Each takes a block of ext4, and a cluster of FAT.
truncate -s $((files / 200 + 128))M "$tmp/ext4"
truncate -s $((fat_files / 200 + 128))M "$tmp/vfat"
mkfs.ext4 -q -N $((files + 10000)) -b 4096 "$tmp/ext4"
mkfs.vfat -F 32 -s 1 "$tmp/vfat" >/dev/null

for type in ext4 vfat; do
	nr=$files
	renumbered=
	if [ $type = vfat ]; then
		nr=$fat_files
		renumbered=renumbered
	fi
	check "$type: mount" up "$tmp/$type"
	check "$type: $nr files" many make "$mnt" "$nr"
	down
	check "$type: mount again, in as little memory" up "$tmp/$type" mb=64
	check "$type: use them" many use "$mnt" "$nr" "$seed" $renumbered
	check "$type: unmount" down
	case $type in
	ext4) check "ext4: fsck" e2fsck -fn "$tmp/ext4" ;;
	vfat) check "vfat: fsck" fsck.vfat -n "$tmp/vfat" ;;
	esac
done
