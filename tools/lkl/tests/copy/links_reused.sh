#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# A file that got the inode number of one that was copied and is gone meanwhile
# is not taken for a further name of that.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires_loop
plan 5

cd "$tmp" || exit 1
make_image ext4 source 64
mount_image source in
mkdir in/a in/names in/large in/z other
echo old >in/a/file
ln in/a/file in/other
ino=$(stat -c %i in/a/file)
# More than a pipe holds, and more than is read ahead.
for i in $(seq 1000); do
	: >"in/names/$(printf '%0200d' "$i")"
done
head -c 16M /dev/urandom >in/large/file
make_image ext4 image 64
mkfifo names

"$LKL_TOOLS/bin/cptofs" -v -i image in/a in/names in/large in/z / >names \
	2>errors &
pid=$!
# Copying goes on when the names are read.
exec 3<names
sleep 2
rm in/a/file in/other
for i in $(seq 100); do
	echo new >"in/z/$i"
	[ "$(stat -c %i "in/z/$i")" != "$ino" ] || break
done
check_same "the number is used again" "$ino" "$(stat -c %i "in/z/$i")"
ln "in/z/$i" in/again
cat <&3 >listed
wait $pid
check_same "all is copied" "0" "$?"
"$LKL_TOOLS/bin/cpfromfs" -i image / out >log
check_same "the first is what it was" old "$(cat out/a/file)"
check_same "the other is another" new "$(cat "out/z/$i")"
check_same "nothing is wrong" "" "$(cat errors)"
