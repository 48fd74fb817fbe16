#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 600
#
# GNU tar and bsdtar extract from an archive of fs2tar what was in the image, to
# the last attribute.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_tool fs2tar libarchive-dev
requires program bsdtar libarchive-tools
requires_mkfs ext4
requires_mkfs xfs
requires_mkfs btrfs
requires_loop
plan 15

cd "$tmp" || exit 1

# Where there is room for all attributes.
make_image ext4 out.image 2048
mount_image out.image out || exit 1

# extract_gnu FOLDER: it warns of times in the future and does not restore those
# of access.
extract_gnu()
{
	tar -C "$1" -xpf archive --numeric-owner --acls --xattrs \
		--xattrs-include='*' --warning=no-timestamp
}

# It takes encoded names for names. It says that names are not in the C locale,
# exits with 1 for that, and leaves the times of the root.
extract_bsd()
{
	bsdtar -C "$1" -xpf archive --exclude xattrs_encoded --numeric-owner \
		--acls --xattrs >bsd 2>&1 ||
		! grep -v -e "can't be converted from UTF-8" \
			-e 'Error exit delayed' bsd
}

round_trip()
{
	type=$1
	torture_image "$type" image "$not_in_pax,$not_extracted,$(not_in "$type")"
	check "$type: fs2tar" "$LKL_TOOLS/bin/fs2tar" image archive
	mount_image image in ro
	mkdir "out/$type.gnu" "out/$type.bsd"
	check "$type: extracted by GNU tar" extract_gnu "out/$type.gnu"
	check "$type: the same" same_trees --ignore atime in "out/$type.gnu"
	check "$type: extracted by bsdtar" extract_bsd "out/$type.bsd"
	check "$type: the same" check_bsd "out/$type.bsd"
	umount_image in
}

check_bsd()
{
	same_trees in "$1" >differences
	! grep -v -e '^xattrs_encoded: missing: there, not there$' \
		-e '^\.: [am]time:' differences
}

round_trip ext4
round_trip xfs
round_trip btrfs
