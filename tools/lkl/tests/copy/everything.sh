#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 600
#
# All that a file system can hold goes through cptofs and cpfromfs; the kernel
# of the host sees the same tree in the image, and the checker is content.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires_mkfs xfs
requires_mkfs btrfs
requires_loop
plan 24

cd "$tmp" || exit 1

# The host's side: a file system with room for all attributes.
make_image ext4 host.image 3072
mount_image host.image host || exit 1

# round_trip TYPE CHECKER...
round_trip()
{
	type=$1
	shift
	rm -rf host/*
	mkdir host/tree
	torture host/tree "$(not_in "$type")" || exit 1
	make_image "$type" image 1024
	check "$type: in" "$LKL_TOOLS/bin/cptofs" -i image host/tree /
	check "$type: the checker has nothing to say" "$@" image
	mount_image image in ro
	check "$type: the kernel sees the same" same_trees host/tree in/tree
	umount_image in
	before=$(cksum image)
	check "$type: out" "$LKL_TOOLS/bin/cpfromfs" -i image /tree host/out
	check "$type: the same" same_trees host/tree host/out
	check_same "$type: the image is as before" "$before" "$(cksum image)"
	check "$type: in, over it" "$LKL_TOOLS/bin/cptofs" -i image \
		host/tree/. /tree
	mount_image image in ro
	check "$type: the same again" same_trees host/tree in/tree
	umount_image in
}

round_trip ext4 is_clean
round_trip xfs xfs_repair -n
round_trip btrfs btrfs check
