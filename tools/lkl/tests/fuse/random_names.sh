#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 1800
#
# Random operations on names through lklfuse and on the host's own mount of an
# equal image do the same.
#
# From the environment: LKL_FUSE_OPERATIONS, how many.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires root
requires program mkfs.ext4 e2fsprogs
can_loop ext4 || skip_all "host: cannot mount ext4 itself"
plan 4

seed=$(date +%s)
diag "seed $seed"

names()
{
	python3 -B "$LKL_TOP/tools/lkl/tests/lib/fuse_names.py" "$mnt" "$loop" \
		"${LKL_FUSE_OPERATIONS:-10000}" "$seed"
}

truncate -s 256M "$tmp/a"
mkfs.ext4 -q "$tmp/a"
cp --sparse=always "$tmp/a" "$tmp/b"
mount -o loop "$tmp/b" "$loop"
check "mount" up "$tmp/a"
check "the same operations" names
check "unmount" down
umount "$loop"
check "fsck" e2fsck -fn "$tmp/a"
