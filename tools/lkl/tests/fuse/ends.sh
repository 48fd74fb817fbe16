#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# A server that is told to end while files are open: what the host has kept of
# them is in the image, and what others have mounted there stays.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires program mkfs.ext4 e2fsprogs
plan 11

# holder: a process that writes and keeps the file open; its number.
holder()
{
	python3 -c 'import os, sys, time
fd = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT)
os.write(fd, b"text")
print(flush=True)
time.sleep(60)' "$mnt/file" >"$tmp/ready" &
	holder=$!
	while [ ! -s "$tmp/ready" ]; do
		sleep 0.05
	done
}

truncate -s 32M "$tmp/image" "$tmp/other"
mkfs.ext4 -q "$tmp/image"
mkfs.ext4 -q "$tmp/other"
for options in ro,rw writeback; do
	check "$options: mount" up "$tmp/image" $options
	holder
	kill -TERM "$(servers)"
	check "$options: wait" "$lklfuse" --wait "$mnt"
	kill $holder
	wait $holder
	check_same "$options: what was written is there" text \
		"$(debugfs -R 'cat file' "$tmp/image" 2>/dev/null)"
	e2fsck -fy "$tmp/image" >/dev/null
	debugfs -w -R 'rm file' "$tmp/image" 2>/dev/null
done

check "mount" up "$tmp/image"
holder
first=$(servers)
fusermount3 -u -z "$mnt"
check "mount another one there, while it is in use" up "$tmp/other"
touch "$mnt/here"
kill -TERM "$first"
sleep 0.5
check "the first one is ended, the other one stays" [ -e "$mnt/here" ]
kill $holder
wait $holder
check "unmount" down
check "fsck" e2fsck -fn "$tmp/other"
