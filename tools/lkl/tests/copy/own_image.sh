#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Nothing that comes out of an image replaces the image or is written to it,
# whatever way leads there.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires_tool fs2tar libarchive-dev
plan 25

cd "$tmp" || exit 1
cpfromfs=$LKL_TOOLS/bin/cpfromfs
mkdir in
echo text >in/file
echo text >in/image
make_image ext4 image 16
"$LKL_TOOLS/bin/cptofs" -i image in/. / >log
ln image linked
ln -s image symlink
before=$(cksum image)

# refused NAME TARGET SOURCE
refused()
{
	check_fails 1 "$1: fails" "$cpfromfs" -i image "$3" "$2"
	check_same "$1: says why" "cpfromfs: $2: it is the image" \
		"$(head -n 1 "$tmp/.fails")"
	check_same "$1: the image is as before" "$before" "$(cksum image)"
}

refused "its name" image /file
refused "another name" linked /file
refused "a symbolic link to it" symlink /file
check "a symbolic link to it: is there" test -h symlink
check_fails 1 "in a directory: fails" "$cpfromfs" -i image /. .
check_same "in a directory: says why" "cpfromfs: ./image: it is the image" \
	"$(grep 'it is' "$tmp/.fails")"
check_same "in a directory: the image is as before" "$before" \
	"$(cksum image)"
check "in a directory: the others are there" cmp in/file file
rm -rf file lost+found

ln -s file link
echo "much longer than that" >file
check "what is written through a link" "$cpfromfs" -i image /file link
check_same "has nothing of what was there" text "$(cat file)"

check_fails 1 "contexts: fails" "$LKL_TOOLS/bin/fs2tar" -s symlink image out.tar
check_same "contexts: says why" "fs2tar: symlink: it is the image" \
	"$(cat "$tmp/.fails")"
check_same "contexts: the image is as before" "$before" "$(cksum image)"

if [ "$(id -u)" = 0 ] && loop=$(losetup -f --show image 2>log); then
	cleanup "losetup -d '$loop'"
	mknod node b "$((0x$(stat -c %t "$loop")))" "$((0x$(stat -c %T "$loop")))"
	ln -s node other
	check_fails 1 "another node of the device: fails" \
		"$cpfromfs" -i "$loop" /file other
	check_same "another node of the device: says why" \
		"cpfromfs: other: it is the image" \
		"$(head -n 1 "$tmp/.fails")"
	check_fails 1 "another node of the device, archive: fails" \
		"$LKL_TOOLS/bin/fs2tar" "$loop" node
	check_same "another node of the device, archive: says why" \
		"fs2tar: node: it is the image" "$(cat "$tmp/.fails")"
	check_same "another node of the device: is as before" "$before" \
		"$(cksum image)"
else
	for i in 1 2 3 4 5; do
		skip "another node of the device: $i" "root: needs a device"
	done
fi
rm -f node
check "the image is clean" is_clean image
