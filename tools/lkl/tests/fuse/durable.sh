#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# What fsync has returned for is in the image; what was written is there within
# five seconds; and all is there when the program has ended. Looked at in copies
# of the image, which the mount knows nothing of.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires program mkfs.ext4 e2fsprogs
plan 11

# in_image FILE: its contents, once the journal is replayed. Nothing that the
# host has in memory counts: the copy bypasses it.
in_image()
{
	rm -f "$tmp/copy"
	dd if="$tmp/image" of="$tmp/copy" bs=1M iflag=direct conv=sparse \
		status=none 2>/dev/null ||
		dd if="$tmp/image" of="$tmp/copy" bs=1M conv=sparse status=none
	e2fsck -fy "$tmp/copy" >/dev/null 2>&1
	debugfs -R "cat $1" "$tmp/copy" 2>/dev/null
}

truncate -s 32M "$tmp/image"
mkfs.ext4 -q "$tmp/image"
check "mount" up "$tmp/image"

mkdir "$mnt/folder"
printf one >"$mnt/folder/synced"
check "fsync" sync "$mnt/folder/synced"
check_same "is in the image" one "$(in_image folder/synced)"

printf two >"$mnt/folder/data"
check "fdatasync" sync -d "$mnt/folder/data"
check_same "is in the image, too" two "$(in_image folder/data)"

mkdir "$mnt/folder/sub"
mv "$mnt/folder/data" "$mnt/folder/sub/moved"
check "fsync of a folder" sync "$mnt/folder/sub"
check_same "is in the image, as well" two "$(in_image folder/sub/moved)"

printf three >"$mnt/written"
sleep 5
check_same "what was written is there after 5 s" three "$(in_image written)"

printf four >"$mnt/last"
check "unmount" down
check_same "all is there at the end" four \
	"$(debugfs -R "cat last" "$tmp/image" 2>/dev/null)"
check "fsck" e2fsck -fn "$tmp/image"
