# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
#
# One file system's way through lklfuse, for the tests fuse/fs_*.sh: they say
# how to make an image and how to check it, and the rest is the same for all.

. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

# host_agrees NAME TYPE IMAGE WHAT [OPTIONS]: the host's driver sees the same.
host_agrees()
{
	if ! can_loop "$2"; then
		skip "$1: the host's driver agrees" "host: has no $2"
		return
	fi
	if mount -t "$2" -o "loop,ro${5:+,$5}" "$3" "$loop"; then
		check_same "$1: the host's driver agrees" "$4" "$(what "$loop")"
		umount "$loop"
	else
		not_ok "$1: the host's driver agrees" "it does not mount it"
	fi
}

# round_trip NAME TYPE IMAGE OPTIONS SOURCE CHECKER...: 10 results.
# SOURCE is what is written; the file system keeps owners and modes if that is
# linked.
round_trip()
{
	name=$1 type=$2 image=$3 options=$4 source=$5
	shift 5
	check "$name: mount" up "$image" "type=$type${options:+,$options}"
	if [ "$source" = "$tmp/linked" ]; then
		check "$name: write" cp -a "$source/." "$mnt/"
	else
		check "$name: write" cp -r "$source/." "$mnt/"
	fi
	check "$name: the same files" same_tree "$source" "$mnt"
	check "$name: move, remove" change_tree "$mnt"
	before=$(what "$mnt")
	check "$name: unmount" down
	check "$name: its checker is content" "$@" "$image"
	check "$name: mount again" up "$image" "type=$type,ro"
	check_same "$name: all is there" "$before" "$(what "$mnt")"
	check "$name: unmount again" down
	host_agrees "$name" "$type" "$image" "$before"
}
round_trip_results=10

# change_tree FOLDER: what else one does to files.
change_tree()
{
	mv "$1/many" "$1/deep/er/moved" &&
		rm "$1/deep/er/moved/a file of some name 7" &&
		echo more >>"$1/deep/er/est/a name with blanks" &&
		truncate -s 1000000 "$1/random" &&
		rmdir "$1/empty folder" &&
		mv "$1/empty" "$1/deep/er/est/empty" &&
		cmp "$1/numbers" "$source/numbers"
}

# read_only NAME TYPE IMAGE SOURCE [OPTIONS]: 4 results, of one that is made
# with its files.
read_only()
{
	check "$1: mount" up "$3" "type=$2${5:+,$5}"
	check "$1: the same files" same_tree "$4" "$mnt"
	check_fails 1 "$1: nothing can be written" touch "$mnt/new"
	seen=$(what "$mnt")
	check "$1: unmount" down
	host_agrees "$1" "$2" "$3" "$seen"
}
read_only_results=5

# sources: make $tmp/plain, and $tmp/linked with what Unix has besides.
sources()
{
	make_tree "$tmp/plain" && cp -a "$tmp/plain" "$tmp/linked" &&
		make_unix "$tmp/linked"
}
