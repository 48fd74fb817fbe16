#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 1800
#
# lklfuse is killed while it writes: no dead mount point is left, the image
# mounts again, what fsync had returned for is there, and fsck is content.
#
# From the environment: LKL_FUSE_KILLS, how often.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires program mkfs.ext4 e2fsprogs
kills=${LKL_FUSE_KILLS:-5}
plan $((5 * kills))

load()
{
	python3 -B "$LKL_TOP/tools/lkl/tests/lib/fuse_load.py" "$@"
}

# Within three seconds, which the guard has.
nothing_mounted()
{
	for i in $(seq 30); do
		grep -qF " $mnt " /proc/mounts || return 0
		sleep 0.1
	done
	return 1
}

truncate -s 128M "$tmp/image"
mkfs.ext4 -q "$tmp/image"
for kill in $(seq "$kills"); do
	check "$kill: mount" up "$tmp/image"
	load write "$mnt" "$tmp/log" 3 &
	sleep "$(awk "BEGIN { srand($$ + $kill); print 0.1 + rand() }")"
	for pid in $(servers); do
		kill -9 "$pid"
	done
	wait
	check "$kill: no mount point is left" nothing_mounted
	check "$kill: mount again" up "$tmp/image"
	check "$kill: what was synced is there" load check "$mnt" "$tmp/log"
	down
	check "$kill: fsck" e2fsck -fn "$tmp/image"
	rm -f "$tmp/log"
	up "$tmp/image" && rm -f "$mnt"/[0-9]* "$mnt"/unsafe* && down
done
