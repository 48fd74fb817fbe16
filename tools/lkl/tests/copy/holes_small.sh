#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# A hole is kept that is smaller than what is stored of a file besides its
# contents, such as its extended attributes.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires program debugfs e2fsprogs
requires_tool fs2tar libarchive-dev
plan 10

cd "$tmp" || exit 1

# hole FILE: where its first hole is.
hole()
{
	python3 -B -c 'import os, sys
print(os.lseek(os.open(sys.argv[1], 0), 0, os.SEEK_HOLE))' "$1"
}

mkdir in
head -c 4096 /dev/urandom >in/file
truncate -s 8192 in/file
[ "$(hole in/file)" = 4096 ] || skip_all "host: no holes of a block here"
truncate -s 32M image
mkfs.ext4 -q -F -b 4096 image
check "in" "$LKL_TOOLS/bin/cptofs" -i image in/file /
head -c 3000 /dev/zero | tr '\0' x >value
check "an attribute" debugfs -w -R "ea_set -f value /file user.large" image
check_same "is as large as the hole" "Blockcount: 16" \
	"$(debugfs -R "stat /file" image 2>/dev/null |
		grep -o 'Blockcount: [0-9]*')"
check "out" "$LKL_TOOLS/bin/cpfromfs" --lossy -i image /file out
check "out: the same" cmp in/file out
check_same "out: the hole is kept" 4096 "$(hole out)"
check "archive" "$LKL_TOOLS/bin/fs2tar" image out.tar
check_same "archive: the hole is kept" 1 "$(grep -ac 'GNU.sparse.realsize=8192' out.tar)"

# What is stored alone says that this one has a hole.
dd if=/dev/urandom of=in/full bs=4096 count=5 status=none
"$LKL_TOOLS/bin/cptofs" -i image in/full / >log
debugfs -w -R "rm /file" image 2>/dev/null
check_fails 1 "other formats hold no fractions of seconds" \
	"$LKL_TOOLS/bin/fs2tar" --format=gnutar image out.tar
check_same "and nothing is said of holes" "" "$(grep holes "$tmp/.fails")"
