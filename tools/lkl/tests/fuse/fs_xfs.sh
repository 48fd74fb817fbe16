#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 180
#
# XFS through lklfuse, with directory blocks of one page and of many.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse_fs.sh"

requires program mkfs.xfs xfsprogs
plan $((2 * round_trip_results))

sources
truncate -s 320M "$tmp/xfs" "$tmp/large"
mkfs.xfs -q "$tmp/xfs"
mkfs.xfs -q -n size=65536 "$tmp/large"
round_trip xfs xfs "$tmp/xfs" "" "$tmp/linked" xfs_repair -n
round_trip "large directory blocks" xfs "$tmp/large" "" "$tmp/linked" \
	xfs_repair -n
