#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# The file system that a sparse image is on has no room for it to grow, or for
# what is copied out: that is said, and fails.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires_loop
plan 9

cd "$tmp" || exit 1
mkdir in small
head -c 30M /dev/urandom >in/large
seq 1000 >in/numbers
mount -t tmpfs -o size=12M none small || exit 1
cleanup "umount '$tmp/small'"
make_image ext4 small/image 64

check_fails 1 "in: fails" timeout 60 "$LKL_TOOLS/bin/cptofs" -i small/image \
	in /
check "in: says why" grep -qx "cptofs: small/image.*: no space .*" \
	"$tmp/.fails"
check_same "in: in one line, and a summary" 2 "$(wc -l <"$tmp/.fails")"
rm small/image
make_image ext4 small/image 64
check "in: what fits" "$LKL_TOOLS/bin/cptofs" -i small/image in/numbers /
check "in: and the image is clean" e2fsck -fn small/image
rm small/image

make_image ext4 image 64
"$LKL_TOOLS/bin/cptofs" -i image in /
check_fails 1 "out: fails" "$LKL_TOOLS/bin/cpfromfs" -i image /in small/out
check_same "out: says why" \
	"cpfromfs: small/out/large: No space left on device" \
	"$(head -n 1 "$tmp/.fails")"
check "out: no half of a file is left" test ! -e small/out/large
check_fails 1 "out: once more, over it" \
	"$LKL_TOOLS/bin/cpfromfs" -i image /in/. small/out
