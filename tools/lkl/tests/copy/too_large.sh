#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# A file that is larger than files of the target can be is what the target
# cannot hold, and may be lost with --lossy; the limit of a process may not.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires_mkfs vfat
requires program prlimit util-linux
plan 10

cd "$tmp" || exit 1
mkdir in
truncate -s 5G in/large
seq 1000 >in/small
touch -d '2001-02-03 04:05:06' in/small in
chmod 755 in/small in
make_image vfat image 64
cptofs=$LKL_TOOLS/bin/cptofs
cpfromfs=$LKL_TOOLS/bin/cpfromfs

check_fails 1 "it may not be lost" "$cptofs" -i image in/. /
check_same "it is named, once" 1 \
	"$(grep -cx 'cptofs: image:/large: the target cannot hold a file of this size' \
		"$tmp/.fails")"
check "it may be lost" "$cptofs" --lossy -i image in/. /
cp "$tmp/.check" said
check_same "without a word" 1 "$(wc -l <said)"
check "it is counted" grep -q 'times something that the target cannot hold' said
check "the image is sound" fsck.vfat -n image
check "out" "$cpfromfs" --lossy -i image / out
check_same "nothing of it is there, and all of the other" \
	"small $(cksum <in/small)" "$(echo $(ls out)) $(cksum <out/small)"

make_image ext4 image 64
"$cptofs" -i image in/large / >log
check_fails 1 "a limit of the process is an error" \
	prlimit --fsize=$((100 << 20)) -- "$cpfromfs" --mem 64M --lossy \
	-i image /large out
check_same "which is named" "cpfromfs: out/large: File too large" \
	"$(head -n 1 "$tmp/.fails")"
