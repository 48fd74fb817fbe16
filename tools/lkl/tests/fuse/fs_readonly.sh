#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 240
#
# File systems that are made with their files, through lklfuse.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse_fs.sh"

requires program mksquashfs squashfs-tools
requires program mkfs.erofs erofs-utils
requires program xorriso xorriso
requires program genromfs genromfs
requires program mkfs.cramfs util-linux-extra
plan $((11 * read_only_results))

sources
cd "$tmp" || exit 1
for pack in gzip lzo lz4 xz zstd; do
	mksquashfs linked image -noappend -quiet -no-progress -comp $pack \
		>log 2>&1
	read_only "squashfs, $pack" squashfs image linked
done
rm image
mkfs.erofs image linked >log 2>&1
read_only "erofs" erofs image linked
rm image
mkfs.erofs -zlz4hc image linked >log 2>&1
read_only "erofs, lz4" erofs image linked
rm image
xorriso -as mkisofs -quiet -R -o image linked >log 2>&1
read_only "iso9660, Rock Ridge" iso9660 image linked
rm image
xorriso -as mkisofs -quiet -J -joliet-long -o image plain >log 2>&1
read_only "iso9660, Joliet" iso9660 image plain opts=norock
rm image
genromfs -d linked -f image
read_only "romfs" romfs image linked
rm image
# Its files are smaller than 16 MiB, and its links are not hard.
mkfs.cramfs plain image >log 2>&1
read_only "cramfs" cramfs image plain
