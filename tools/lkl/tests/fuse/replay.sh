#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# An image that is only read, and whose journal has to be replayed: what was
# synced is seen, and not a byte of the image changes.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires root
requires program mkfs.ext4 e2fsprogs
requires program mkfs.xfs xfsprogs
plan 19

mkdir "$tmp/closed"
mount -t tmpfs none "$tmp/closed"
cleanup 'umount "$tmp/closed"'

# seen NAME IMAGE [OPTIONS]: 4 results.
seen()
{
	cp --sparse=always "$2" "$tmp/before"
	check "$1: mount" up "$2" "$3"
	check_same "$1: what was synced is seen" text "$(cat "$mnt/folder/file")"
	check_fails 1 "$1: nothing can be written" touch "$mnt/new"
	down
	check "$1: the image is as before" cmp "$2" "$tmp/before"
}

# One as if the power had failed then, with all of it in the journal only.
for type in ext4 xfs; do
	truncate -s 320M "$tmp/image"
	"mkfs.$type" -q "$tmp/image"
	check "$type: mount" up "$tmp/image"
	mkdir "$mnt/folder"
	echo text >"$mnt/folder/file"
	sync "$mnt/folder/file"
	cp --sparse=always "$tmp/image" "$tmp/closed/$type"
	down
	rm "$tmp/image"
done
check "ext4: there is something to replay" sh -c \
	"dumpe2fs -h '$tmp/closed/ext4' 2>/dev/null | grep -q needs_recovery"
for type in ext4 xfs; do
	seen "$type, ro" "$tmp/closed/$type" ro
done
mount -o remount,ro "$tmp/closed"
for type in ext4 xfs; do
	seen "$type, not writable" "$tmp/closed/$type"
done
