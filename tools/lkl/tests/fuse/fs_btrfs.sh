#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 180
#
# Btrfs through lklfuse: alone, compressed, on two devices.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse_fs.sh"

requires program mkfs.btrfs btrfs-progs
plan $((2 * round_trip_results + 12))

sources
truncate -s 256M "$tmp/one" "$tmp/packed" "$tmp/a" "$tmp/b"
mkfs.btrfs -q "$tmp/one"
mkfs.btrfs -q "$tmp/packed"
mkfs.btrfs -q -d raid1 -m raid1 "$tmp/a" "$tmp/b"
round_trip btrfs btrfs "$tmp/one" "" "$tmp/linked" btrfs check
round_trip compressed btrfs "$tmp/packed" "opts=compress-force=zstd" \
	"$tmp/linked" btrfs check

packed()
{
	btrfs inspect-internal dump-tree "$1" | grep -q 'compression 3 (zstd)'
}
check "compressed: there are such extents" packed "$tmp/packed"

two()
{
	"$lklfuse" "$tmp/a" "$tmp/b" "$mnt"
}
check "two devices: mount" two
check "two devices: write" cp -a "$tmp/linked/." "$mnt/"
check "two devices: the same files" same_tree "$tmp/linked" "$mnt"
check "two devices: unmount" down
check "two devices: its checker is content" btrfs check "$tmp/a"
check "two devices: by an option" up "$tmp/b" "image=$tmp/a"
check "two devices: all is there" same_tree "$tmp/linked" "$mnt"
check "two devices: unmount again" down

# numbers FOLDER: the folder has the numbers that its files have.
numbers()
{
	python3 -c 'import os, sys
shown = [(e.inode(), e.path) for e in os.scandir(sys.argv[1])]
bad = [path for ino, path in shown if os.stat(path).st_ino != ino]
sys.exit("%d of %d" % (len(bad), len(shown)) if bad else 0)' "$1"
}

if can_loop btrfs; then
	mount -o loop "$tmp/one" "$loop"
	btrfs -q subvolume create "$loop/volume"
	mkdir "$loop/volume/folder"
	(cd "$loop/volume/folder" && seq 3000 | xargs touch)
	umount "$loop"
	check "a subvolume: mount" up "$tmp/one"
	check "a subvolume: numbers of files" numbers "$mnt/volume/folder"
	check "a subvolume: unmount" down
else
	for i in mount numbers unmount; do
		skip "a subvolume: $i" "host: has no btrfs"
	done
fi
