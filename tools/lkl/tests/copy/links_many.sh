#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# A file with more names than an inode of the target may have becomes as few
# files there as possible, and that is told.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires_loop
plan 6

cd "$tmp" || exit 1
mkdir from
mount -t tmpfs -o nr_inodes=200k none from || exit 1
cleanup "umount '$tmp/from'"
python3 -B - <<'END'
import os
os.mkdir("from/in")
with open("from/in/0", "wb") as f:
    f.write(os.urandom(1 << 20))
for n in range(1, 65200):
    os.link("from/in/0", "from/in/%d" % n)
END
make_image ext4 image 128

check_fails 1 "in: fails" "$LKL_TOOLS/bin/cptofs" -i image from/in /
check_same "in: says that one name is a copy" \
	"the target cannot hold hard links, copied anew" \
	"$(sed -n '1s/^cptofs: image:\/in\/[0-9]*: //p' "$tmp/.fails")"
check "the image is clean" is_clean image
mount_image image in ro
check_same "all names are there" 65200 "$(ls in/in | wc -l)"
check_same "of two files" "200 65000" \
	"$(find in/in -type f -printf '%n\n' | sort -nu | paste -sd ' ')"
check_same "with the same contents" "" "$(find in/in -type f -links -1000 \
	-exec cmp '{}' from/in/0 \; 2>&1)"
