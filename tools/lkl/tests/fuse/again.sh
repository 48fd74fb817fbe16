#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# When the wait for an unmount has ended, the image and the mount point are free
# for the next one, and whoever mounts there can be waited for again; also when
# one takes its time to end.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires program mkfs.ext4 e2fsprogs
plan 9

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

# Servers that are stopped do not end when they are unmounted.
cp "$tmp/image" "$tmp/image2"
check "the first: mount" up "$tmp/image"
first=$(servers)
kill -STOP "$first"
fusermount3 -u -z "$mnt"
check "the second: mount" up "$tmp/image2"
for server in $(servers); do
	[ "$server" = "$first" ] || second=$server
done
kill -STOP "$second"
fusermount3 -u -z "$mnt"
check_fails 124 "both are waited for" timeout 1 "$lklfuse" --wait "$mnt"
kill -CONT "$first"
sleep 1
check_fails 124 "the second one is" timeout 1 "$lklfuse" --wait "$mnt"
kill -CONT "$second"
check "none is" "$lklfuse" --wait "$mnt"
check_same "nobody is left in the end" "" "$(servers)"
