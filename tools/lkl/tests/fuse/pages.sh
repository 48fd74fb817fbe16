#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# What is read from an image is in the host's page cache by single pages. Parts
# of large folios are slow to write to: the host's ext4 goes through all of one.
# What is written at a mount - XFS clears a piece of its log - may be in some.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires root
requires program python3 python3
requires program mkfs.ext4 e2fsprogs
requires program mkfs.xfs xfsprogs
requires program mkfs.btrfs btrfs-progs

pages()
{
	python3 -B "$LKL_TOP/tools/lkl/tests/lib/fuse_pages.py" "$@"
}

[ -r /proc/kpageflags ] || skip_all "host: tells nothing of its pages"
head -c 32M /dev/urandom >"$tmp/plain"
pages forget "$tmp/plain"
cat "$tmp/plain" >"$tmp/copy"
[ "$(pages large "$tmp/plain")" -gt 0 ] ||
	skip_all "host: has single pages only in its page cache"
plan 9

for type in ext4 xfs btrfs; do
	rm -f "$tmp/image"
	truncate -s 400M "$tmp/image"
	"mkfs.$type" -q "$tmp/image"
	up "$tmp/image"
	cp "$tmp/plain" "$mnt/file"
	down
	pages forget "$tmp/image"
	check "$type: mount with nothing cached" up "$tmp/image"
	check "$type: read" cmp "$tmp/plain" "$mnt/file"
	large=$(pages large "$tmp/image")
	diag "$large pages are in large folios"
	check "$type: by single pages" [ "$large" -lt 500 ]
	down
done
