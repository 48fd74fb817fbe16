#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 180
#
# HFS+ and UDF through lklfuse.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse_fs.sh"

requires program xorriso xorriso
requires program mkudffs udftools
plan $((round_trip_results + 7))

sources
truncate -s 128M "$tmp/udf"
mkudffs "$tmp/udf" >/dev/null 2>&1
round_trip udf udf "$tmp/udf" "" "$tmp/linked" udfinfo

# Inside of an image that is ISO 9660, too.
xorriso -as mkisofs -quiet -hfsplus -R -o "$tmp/hfsplus" "$tmp/linked" \
	>"$tmp/log" 2>&1
check "hfsplus: mount" up "$tmp/hfsplus" type=hfsplus,ro
check "hfsplus: the same files" same_tree "$tmp/linked" "$mnt"
check_fails 1 "hfsplus: nothing can be written" touch "$mnt/new"
seen=$(what "$mnt")
check "hfsplus: unmount" down
check "hfsplus: mount again" up "$tmp/hfsplus" type=hfsplus,ro
check_same "hfsplus: it is as it was" "$seen" "$(what "$mnt")"
check "hfsplus: unmount again" down
