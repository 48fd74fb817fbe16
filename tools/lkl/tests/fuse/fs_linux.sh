#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 240
#
# F2FS, JFS, NILFS2 and MINIX through lklfuse.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse_fs.sh"

requires program mkfs.f2fs f2fs-tools
requires program mkfs.jfs jfsutils
requires program mkfs.nilfs2 nilfs-tools
plan $((4 * round_trip_results))

# jfs_fsck IMAGE: it plays the journal first, or has nothing to play.
jfs_fsck()
{
	fsck.jfs -f -n "$1" >"$tmp/log" 2>&1
	! grep -i -e 'error' -e 'dirty' "$tmp/log"
}

# nilfs2 has no checker; its checkpoints can be listed by what mounted it only.
nilfs_check()
{
	blkid -p "$1" | grep -q 'TYPE="nilfs2"'
}

sources
truncate -s 256M "$tmp/f2fs" "$tmp/jfs" "$tmp/nilfs2" "$tmp/minix"
mkfs.f2fs -q "$tmp/f2fs" >/dev/null
mkfs.jfs -q "$tmp/jfs" >/dev/null
mkfs.nilfs2 -q "$tmp/nilfs2"
mkfs.minix -3 "$tmp/minix" >/dev/null
round_trip f2fs f2fs "$tmp/f2fs" "" "$tmp/linked" fsck.f2fs --dry-run
round_trip jfs jfs "$tmp/jfs" "" "$tmp/linked" jfs_fsck
round_trip nilfs2 nilfs2 "$tmp/nilfs2" "" "$tmp/linked" nilfs_check
round_trip minix minix "$tmp/minix" "" "$tmp/linked" fsck.minix -f
