#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# When the wait for an unmount has ended, the image and the mount point are free
# for the next one, and whoever mounts there can be waited for again.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires program mkfs.ext4 e2fsprogs
plan 3

rounds()
{
	for round in $(seq 40); do
		up "$tmp/image" || return
		echo "$round" >"$mnt/round"
		fusermount3 -u "$mnt" || return
		"$lklfuse" --wait "$mnt" || return
		[ "$(debugfs -R 'cat round' "$tmp/image" 2>/dev/null)" = \
			"$round" ] || return
	done
}

truncate -s 32M "$tmp/image"
mkfs.ext4 -q "$tmp/image"
check "mount, write, unmount, wait; forty times" rounds
check_same "nobody is left" "" "$(servers)"
check "fsck" e2fsck -fn "$tmp/image"
