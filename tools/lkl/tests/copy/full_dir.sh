#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# A directory that can take no more names does not end a copy: others can.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs vfat
plan 6

cd "$tmp" || exit 1
mkdir -p many more
seq 1000 >more/numbers
for i in $(seq 100); do
	echo "$i" >"many/$i"
done
truncate -s 32M image
mkfs.vfat -F 16 -r 64 image >log
mkdir empty
"$LKL_TOOLS/bin/cptofs" --lossy -i image empty /more >log 2>&1

check_fails 1 "in" "$LKL_TOOLS/bin/cptofs" --lossy -i image many/. more /
check "in: names what cannot be made" \
	grep -q '^cptofs: image:/[0-9]*: No space left on device$' "$tmp/.fails"
check "in: the image is clean" fsck.vfat -n image
"$LKL_TOOLS/bin/cpfromfs" -i image / out >log
check "in: what comes after it is there" cmp more/numbers out/more/numbers
made=$(find out -maxdepth 1 -type f | wc -l)
check "in: as many as it can hold are made" test "$made" -gt 50
check_same "in: all others are named" $((100 - made)) \
	"$(grep -c ': No space left on device$' "$tmp/.fails")"
