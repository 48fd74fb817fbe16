#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# What the host asks for: as much at a time as a request can hold, whole folders
# with what is in them, and nothing that it knows already.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires root
requires program mkfs.ext4 e2fsprogs
plan 10

# watched: mount the image, with all requests and replies in a log.
watched()
{
	"$lklfuse" -f -d "$tmp/image" "$mnt" >"$tmp/log" 2>&1 &
	tries=200
	until findmnt "$mnt" >"$tmp/found" 2>&1 && stat "$mnt" >"$tmp/stat"; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		sleep 0.05
	done
}

# number OPCODE: how many of these there were.
number()
{
	grep -c "opcode: $1 " "$tmp/log"
}

# asked: how often the host has asked for names and what they stand for.
asked()
{
	echo $(($(number READDIRPLUS) + $(number LOOKUP) + $(number GETATTR)))
}

# largest FIELD: of the requests or replies.
largest()
{
	sed -n "s/.*$1: \\([0-9]*\\).*/\\1/p" "$tmp/log" | sort -n | tail -n 1
}

truncate -s 64M "$tmp/image"
mkfs.ext4 -q "$tmp/image"
check "mount" watched
dd if=/dev/zero of="$mnt/file" bs=1M count=8 status=none
mkdir "$mnt/folder"
before=$(number GETATTR)
for i in $(seq 100); do
	echo "$i" >"$mnt/folder/$i"
done
check "the folder is not asked for with each name" \
	[ "$(number GETATTR)" -lt $((before + 20)) ]
down
check "1 MiB is written at a time" [ "$(largest insize)" -gt $((1 << 20)) ]

check "mount again" watched
cat "$mnt/file" >"$tmp/copy"
check "1 MiB is read at a time" [ "$(largest outsize)" -gt $((1 << 20)) ]
reads=$(number READ)
cat "$mnt/file" >"$tmp/copy"
check_same "and once" "$reads" "$(number READ)"
ls -l "$mnt/folder" >"$tmp/list"
check "files come with their folder" [ "$(number READDIRPLUS)" -gt 0 ]
check "none is asked for by itself" [ "$(number LOOKUP)" -lt 10 ]
asked=$(asked)
ls -l "$mnt/folder" >"$tmp/again"
# To read a folder changes when it was read.
check "what is in it is asked for once" [ "$(asked)" -le $((asked + 1)) ]
check "it is the same" cmp "$tmp/list" "$tmp/again"
down
wait
