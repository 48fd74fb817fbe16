# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2034,SC2154
#
# Images of file systems, the tree of all that a copy can lose, and the kernel
# of the host as a judge. To be sourced after ktap.sh.

lib=$LKL_TOP/tools/lkl/tests/lib

# make_image TYPE FILE [MIB]: an empty file system, with room for the largest
# extended attributes where it has such.
make_image()
{
	rm -f "$2"
	truncate -s "${3:-512}M" "$2"
	case $1 in
	ext4) mkfs.ext4 -q -F -O ea_inode -I 512 "$2" ;;
	xfs) mkfs.xfs -q "$2" ;;
	btrfs) mkfs.btrfs -q "$2" ;;
	vfat) mkfs.vfat -F 32 "$2" ;;
	exfat) mkfs.exfat "$2" ;;
	esac >"$tmp/mkfs.log" 2>&1 || diag "$(cat "$tmp/mkfs.log")"
}

# is_clean IMAGE: an ext4 that its checker has nothing to say of. That alone is
# content with a journal that is yet to be replayed.
is_clean()
{
	dumpe2fs -h "$1" >"$tmp/dumpe2fs" 2>&1 &&
		! grep needs_recovery "$tmp/dumpe2fs" &&
		grep '^Filesystem state: *clean$' "$tmp/dumpe2fs" &&
		e2fsck -fn "$1"
}

# requires_tool NAME PACKAGE: skip a test of a program that is not built without
# a package.
requires_tool()
{
	[ -x "$LKL_TOOLS/bin/$1" ] ||
		skip_all "package: $1 is not built (package $2)"
}

# requires_mkfs TYPE: before plan.
requires_mkfs()
{
	case $1 in
	ext4) requires program mkfs.ext4 e2fsprogs ;;
	xfs) requires program mkfs.xfs xfsprogs ;;
	btrfs) requires program mkfs.btrfs btrfs-progs ;;
	vfat) requires program mkfs.vfat dosfstools ;;
	exfat) requires program mkfs.exfat exfatprogs ;;
	esac
}

# requires_loop: skip a test where this host cannot mount images. The test goes
# on in a mount namespace of its own: other tests would else copy its mounts
# into theirs, and umount would not be the end of them.
requires_loop()
{
	requires root
	if [ -z "${LKL_OWN_MOUNTS:-}" ]; then
		rm -rf "$tmp"
		LKL_OWN_MOUNTS=1 exec unshare -m sh "$0"
	fi
	make_image ext4 "$tmp/loop" 16
	mount_image "$tmp/loop" "$tmp/loop.mnt" 2>/dev/null ||
		skip_all "host: cannot mount an image"
	umount_image "$tmp/loop.mnt"
	rm -f "$tmp/loop"
}

# mount_image FILE FOLDER [OPTION,...]: with the kernel of the host, until
# umount_image or the end of the test. Reading does not change times.
mount_image()
{
	mkdir -p "$2"
	mount -o "loop,noatime${3:+,$3}" "$1" "$2" || return
	cleanup "umount_image '$2'"
}

umount_image()
{
	! mountpoint -q "$1" || umount "$1"
}

# The items of torture.py that no file of this type can be.
not_in()
{
	case $1 in
	ext4) echo "" ;;
	xfs) echo "symlink_4095,devices_large" ;;
	btrfs) echo "xattrs_64k" ;;
	esac
}

# And those that an archive in the pax format cannot hold, or that programs do
# not extract from it: paths that are too long for system calls.
not_in_pax=sockets,sockets_xattrs,times_early,xattrs_names,acls_large_ids
not_extracted=deep

# torture FOLDER [WITHOUT]: make the tree.
torture()
{
	python3 -B "$lib/torture.py" --without "${2:-}" "$1"
}

# torture_image TYPE FILE [WITHOUT]: an image with the tree in it, and in its
# lost+found nothing.
torture_image()
{
	make_image "$1" "$2" 1024
	mount_image "$2" "$tmp/made" || return
	rm -rf "$tmp/made/lost+found"
	torture "$tmp/made" "$3" || return
	umount_image "$tmp/made"
}

# same_trees [OPTION...] FOLDER FOLDER: compare them entry by entry.
same_trees()
{
	python3 -B "$lib/compare_trees.py" "$@"
}
