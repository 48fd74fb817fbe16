#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# Pages that are changed by way of a mapping, or kept by the host, are written
# where they belong and in the name of the file's owner; if they cannot be, the
# program is told.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires root
requires program mkfs.ext4 e2fsprogs
plan 16

mapped()
{
	python3 -B "$LKL_TOP/tools/lkl/tests/lib/fuse_mapped.py" "$@"
}

# content FILE: first and last bytes, and the size.
content()
{
	echo "$(head -c 5 "$1") $(tail -c 4 "$1") $(stat -c %s "$1")"
}

# The runner has the test in a folder of its own, which is for root.
chmod a+x "$tmp" "$(dirname "$tmp")"
truncate -s 16M "$tmp/image"
mkfs.ext4 -q "$tmp/image"
check "mount" up "$tmp/image"
check "of a file that is open for appending" mapped append "$mnt/file"
echo first >"$mnt/log"
chattr +a "$mnt/log"
check "of one that can only be appended to" mapped forbidden "$mnt/log"
down
up "$tmp/image"
check_same "changes are where they belong" "pagea aend 8195" \
	"$(content "$mnt/file")"
check_same "or nowhere" "first
end" "$(cat "$mnt/log")"
chattr -a "$mnt/log"
rm "$mnt/log" "$mnt/file"
check "unmount" down

for options in allow_other writeback; do
	check "$options: mount" up "$tmp/image" $options
	check "$options: without room" mapped full "$mnt"
	rm "$mnt/mapped" "$mnt/filler"
	check "$options: unmount" down
done

mkfs.ext4 -q -m 25 "$tmp/image"
check "mount one with a reserve" up "$tmp/image" allow_other,workers=1
check "it is root's" mapped reserve "$mnt"
check "unmount it" down
check "fsck" e2fsck -fn "$tmp/image"
