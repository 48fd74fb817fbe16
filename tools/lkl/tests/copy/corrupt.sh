#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Damage that is found while copying is named where it is; out of the image
# comes what can be read, and nothing is written to it any more.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires program debugfs e2fsprogs
plan 8

cd "$tmp" || exit 1
mkdir -p in/bad in/good
for i in $(seq 50); do
	echo "$i" >in/bad/$i
	echo "$i" >in/good/$i
done
make_image ext4 image 16
"$LKL_TOOLS/bin/cptofs" -i image in / >log
block=$(debugfs -R "blocks /in/bad" image 2>/dev/null | tr -d ' ')
size=$(dumpe2fs -h image 2>/dev/null | sed -n 's/^Block size: *//p')
dd if=/dev/urandom of=image bs="$size" seek="$block" count=1 conv=notrunc \
	status=none
before=$(cksum image)

check_fails 1 "out" "$LKL_TOOLS/bin/cpfromfs" -i image /in out
check_same "out: names the directory" 1 \
	"$(grep -c '^cpfromfs: image:/in/bad: ' "$tmp/.fails")"
check "out: the other is there" diff -r in/good out/good
check_same "out: the image is as it was" "$before" "$(cksum image)"

check_fails 1 "in" "$LKL_TOOLS/bin/cptofs" -i image in /
check_same "in: names where" 1 "$(grep -c '^cptofs: image:/in/bad' \
	"$tmp/.fails")"
check_same "in: says it once, and a summary" 2 "$(wc -l <"$tmp/.fails")"
dd if=/dev/zero of=short bs=1M count=1 status=none
cp image short
truncate -s 6M short
check_fails 1 "truncated" "$LKL_TOOLS/bin/cpfromfs" -i short / out2
