#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 240
#
# The same calls through lklfuse and on the host's own mount of an equal image
# give the same results and the same errors.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires root
requires program mkfs.ext4 e2fsprogs
requires program mkfs.xfs xfsprogs
requires program mkfs.btrfs btrfs-progs
types="ext4 xfs btrfs"
plan 12

calls()
{
	python3 -B "$LKL_TOP/tools/lkl/tests/lib/fuse_calls.py" "$mnt" "$loop" \
		"$1"
}

for type in $types; do
	if ! can_loop "$type"; then
		for i in 1 2 3 4; do
			skip "$type: $i" "host: has no $type"
		done
		continue
	fi
	truncate -s 320M "$tmp/a"
	"mkfs.$type" -q "$tmp/a"
	cp --sparse=always "$tmp/a" "$tmp/b"
	mount -o loop "$tmp/b" "$loop"
	check "$type: mount" up "$tmp/a" allow_other,dev,suid
	# ext4 has a limit that is not too far away.
	[ $type = ext4 ] && links=65100 || links=1000
	check "$type: the same calls" calls $links
	check "$type: unmount" down
	umount "$loop"
	case $type in
	ext4) check "ext4: fsck" e2fsck -fn "$tmp/a" ;;
	xfs) check "xfs: fsck" xfs_repair -n "$tmp/a" ;;
	btrfs) check "btrfs: fsck" btrfs check "$tmp/a" ;;
	esac
	rm -f "$tmp/a" "$tmp/b"
done
