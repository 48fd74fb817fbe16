#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 60
#
# The kernel inside dies: programs get errors, the mount ends, and so does
# lklfuse, with a status that says so.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires program mkfs.ext4 e2fsprogs
plan 7

gone()
{
	for i in $(seq 50); do
		grep -qF " $mnt " /proc/mounts || return 0
		sleep 0.1
	done
	return 1
}

truncate -s 32M "$tmp/image"
mkfs.ext4 -q "$tmp/image"
up "$tmp/image"
mkdir "$mnt/folder"
touch "$mnt/folder/file"
down

# A folder that makes no sense; the file system is told to panic about it.
block=$(debugfs -R "blocks folder" "$tmp/image" 2>/dev/null | tr -d ' ')
dd if=/dev/urandom of="$tmp/image" bs=1k seek="$block" count=1 conv=notrunc \
	status=none
"$lklfuse" -f "$tmp/image" "$mnt" -o opts=errors=panic,log="$tmp/log" \
	2>"$tmp/err" &
pid=$!
for i in $(seq 50); do
	mountpoint -q "$mnt" && break
	sleep 0.1
done
check "mount" mountpoint -q "$mnt"
check_fails 2 "the folder is an error" timeout 20 ls "$mnt/folder"
check "no mount point is left" gone
status=0
wait $pid || status=$?
check_same "it ends with an error" 1 $status
check "says why" grep -q "^lklfuse: $tmp/image: the kernel inside has died$" \
	"$tmp/err"
check "the log has its last words" grep -q "panic" "$tmp/log"
check_same "nobody is left" "" "$(servers)"
