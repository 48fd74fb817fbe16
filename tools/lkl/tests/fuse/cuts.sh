#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 3000
#
# The power may fail at any flush: the writes that reached the image until then
# make a file system that mounts, has all that was synced, and passes its fsck.
#
# The image is a file of a FUSE server that keeps record of the writes. All of
# it is in memory: no power fails here.
# From the environment: LKL_FUSE_CUT_STEPS, how many files are synced.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires root
requires program cc gcc
requires program pkg-config pkg-config
requires program mkfs.ext4 e2fsprogs
requires program mkfs.xfs xfsprogs
requires program mkfs.btrfs btrfs-progs
plan 16

steps=${LKL_FUSE_CUT_STEPS:-25}
seed=$(date +%s)
diag "seed $seed"
lib=$LKL_TOP/tools/lkl/tests/lib
record=$tmp/record
ram=$tmp/ram
mkdir "$record" "$ram"
mount -t tmpfs none "$ram" || skip_all "host: no tmpfs"
cleanup 'umount "$ram"'
cleanup 'umount "$record" 2>/dev/null'

build()
{
	# shellcheck disable=SC2046 # flags
	cc -O2 -Wall -Wextra -o "$tmp/fuse_record" "$lib/fuse_record.c" \
		$(pkg-config --cflags --libs fuse3)
}
check "the recorder is built" build

cuts()
{
	python3 -B "$lib/fuse_cuts.py" "$@"
}

# run TYPE OPTIONS CHECKER...: 5 results.
run()
{
	type=$1 options=$2
	shift 2
	if ! can_loop "$type"; then
		for i in 1 2 3 4 5; do
			skip "$type: $i" "host: has no $type"
		done
		return
	fi
	rm -f "$ram/image" "$ram/before" "$ram/log" "$ram/notes"
	truncate -s 320M "$ram/image"
	"mkfs.$type" -q "$ram/image"
	cp --sparse=always "$ram/image" "$ram/before"
	"$tmp/fuse_record" "$ram/image" "$ram/log" "$record"
	check "$type: mount" up "$record/disk"
	check "$type: $steps files" cuts load "$mnt" "$ram/log" "$ram/notes" \
		"$steps" "$seed"
	check "$type: unmount" down
	umount "$record"
	check "$type: sound at each flush" cuts cut "$ram/before" "$ram/log" \
		"$ram/notes" "$loop" "$options" "$@"
	check "$type: the record is what is in the image" \
		cmp "$ram/before" "$ram/image"
}

run ext4 rw e2fsck -fn
run xfs nouuid xfs_repair -n
run btrfs rw btrfs check
