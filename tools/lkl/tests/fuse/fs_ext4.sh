#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# ext2, ext3 and ext4 through lklfuse.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse_fs.sh"

requires program mkfs.ext4 e2fsprogs
plan $((3 * round_trip_results))

sources
for type in ext2 ext3 ext4; do
	truncate -s 256M "$tmp/$type"
	mkfs.$type -q "$tmp/$type"
	round_trip $type $type "$tmp/$type" "" "$tmp/linked" e2fsck -fn
done
