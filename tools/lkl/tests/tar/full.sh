#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# Where there is no room for an archive, what was there before stays.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_tool fs2tar libarchive-dev
requires_mkfs ext4
requires_loop
plan 5

cd "$tmp" || exit 1
mkdir files small
seq 1000000 >files/numbers
truncate -s 64M image
mkfs.ext4 -q -d files image
mount -t tmpfs -o size=2M none small || exit 1
cleanup "umount '$tmp/small'"
echo old >small/a.tar

check_fails 1 "it fails" "$LKL_TOOLS/bin/fs2tar" image small/a.tar
check_same "says why" "fs2tar: small/a.tar: No space left on device" \
	"$(cat "$tmp/.fails")"
check_same "the old archive is as before" old "$(cat small/a.tar)"
check_same "nothing else is left" a.tar "$(ls -A small)"
check "compressed it has room" "$LKL_TOOLS/bin/fs2tar" --compress=xz \
	image small/a.tar
