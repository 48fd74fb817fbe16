#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 3000
#
# Random operations on the data of files through lklfuse and on the host's own
# mount of an equal image do the same, and the images hold the same then.
#
# From the environment: LKL_FUSE_DATA_OPERATIONS, how many.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires root
requires program mkfs.ext4 e2fsprogs
requires program mkfs.xfs xfsprogs
requires program mkfs.btrfs btrfs-progs
plan 5

nr=${LKL_FUSE_DATA_OPERATIONS:-5000}
seed=1795297876
diag "seed $seed"

data()
{
	python3 -B "$LKL_TOP/tools/lkl/tests/lib/fuse_data.py" "$mnt" "$loop" \
		"$1" "$seed"
}

# same_files: whether the host's driver finds the same in both images.
same_files()
{
	mount -o loop,ro "$tmp/a" "$mnt" || return
	mount -o loop,ro "$tmp/b" "$loop" || return
	same=0
	for i in 0 1 2; do
		cmp "$mnt/data$i" "$loop/data$i" || same=1
	done
	umount "$mnt" "$loop"
	return $same
}

# run NAME TYPE OPERATIONS OPTIONS CHECKER...: 5 results.
run()
{
	name=$1 type=$2 operations=$3 options=$4
	shift 4
	if ! can_loop "$type"; then
		for i in 1 2 3 4 5; do
			skip "$name: $i" "host: has no $type"
		done
		return
	fi
	rm -f "$tmp/a" "$tmp/b"
	truncate -s 320M "$tmp/a" "$tmp/b"
	# Two of them, since the host does not mount one file system twice.
	"mkfs.$type" -q "$tmp/a"
	"mkfs.$type" -q "$tmp/b"
	mount -o loop "$tmp/b" "$loop"
	check "$name: mount" up "$tmp/a" "$options"
	check "$name: the same $operations operations" data "$operations"
	check "$name: unmount" down
	umount "$loop"
	check "$name: the same in the images" same_files
	check "$name: fsck" "$@" "$tmp/a"
}

run xfs xfs ${N:-25000} "" xfs_repair -n
