#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# Files of two Btrfs subvolumes that have the same inode number stay two files.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_tool fs2tar libarchive-dev
requires program bsdtar libarchive-tools
requires_mkfs btrfs
requires_loop
plan 8

cd "$tmp" || exit 1
make_image btrfs image
mount_image image in || exit 1
for volume in a b; do
	btrfs -q subvolume create "in/$volume" || exit 1
	echo "$volume" >"in/$volume/file"
	ln "in/$volume/file" "in/$volume/link"
done
check_same "the inode numbers are the same" "$(stat -c %i in/a/file)" \
	"$(stat -c %i in/b/file)"
umount_image in

for format in pax cpio; do
	rm -rf out
	mkdir out
	check "$format: fs2tar" "$LKL_TOOLS/bin/fs2tar" --lossy \
		--format="$format" image archive
	bsdtar -C out -xf archive
	check_same "$format: two files" "a b" \
		"$(cat out/a/link out/b/link | paste -sd ' ')"
	check_same "$format: of two links each" "2 2" \
		"$(stat -c %h out/a/file out/b/file | paste -sd ' ')"
done
check_same "nothing but the volumes" "./ a/ a/file a/link b/ b/file b/link" \
	"$(bsdtar -tf archive | sed 's,^\.$,./,; s,^\([ab]\)$,\1/,' |
		paste -sd ' ')"
