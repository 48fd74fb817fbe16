#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# Where there is no room, or nothing may be written, programs get the errors of
# the host's own mount: full file systems, quotas, read-only ones.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires root
requires program mkfs.ext4 e2fsprogs
requires program mkfs.xfs xfsprogs
requires program mkfs.btrfs btrfs-progs
plan 16

limits()
{
	python3 -B "$LKL_TOP/tools/lkl/tests/lib/fuse_limits.py" "$1" "$mnt" \
		"$loop"
}

# run NAME KIND OPTIONS CHECKER...: 4 results, of $tmp/a and a copy of it.
run()
{
	name=$1 kind=$2 options=$3
	shift 3
	cp --sparse=always "$tmp/a" "$tmp/b"
	mount -o "loop${options:+,$options}" "$tmp/b" "$loop"
	check "$name: mount" up "$tmp/a" "allow_other${options:+,$options}"
	check "$name: the same errors" limits "$kind"
	check "$name: unmount" down
	umount "$loop"
	check "$name: fsck" "$@" "$tmp/a"
	rm -f "$tmp/a" "$tmp/b"
}

# none NAME TYPE: skip them all if the host has no such file systems.
none()
{
	can_loop "$2" && return 1
	for i in 1 2 3 4; do
		skip "$1: $i" "host: has no $2"
	done
}

if ! none "full ext4" ext4; then
	truncate -s 16M "$tmp/a"
	mkfs.ext4 -q -N 200 "$tmp/a"
	run "full ext4" full "" e2fsck -fn
fi
if ! none "read-only ext4" ext4; then
	truncate -s 16M "$tmp/a"
	mkfs.ext4 -q "$tmp/a"
	up "$tmp/a"
	mkdir "$mnt/dir"
	echo text >"$mnt/file"
	down
	run "read-only ext4" read_only ro e2fsck -fn
fi
if ! none "read-only xfs" xfs; then
	truncate -s 320M "$tmp/a"
	mkfs.xfs -q "$tmp/a"
	up "$tmp/a"
	mkdir "$mnt/dir"
	echo text >"$mnt/file"
	down
	run "read-only xfs" read_only ro xfs_repair -n
fi
if ! none "quota of btrfs" btrfs; then
	truncate -s 320M "$tmp/a"
	mkfs.btrfs -q "$tmp/a"
	mount -o loop "$tmp/a" "$loop"
	btrfs -q subvolume create "$loop/limited"
	btrfs quota enable "$loop"
	btrfs qgroup limit 4M "$loop/limited"
	umount "$loop"
	run "quota of btrfs" quota "" btrfs check
fi
