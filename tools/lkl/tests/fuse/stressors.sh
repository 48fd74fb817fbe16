#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 900
# alone: it loads the machine
#
# fio reads back what it wrote at random, stress-ng does all that it has for
# file systems; and nothing has grown by it.
#
# From the environment: LKL_FUSE_VERIFY_MIB, LKL_FUSE_STRESS_S, how much of it.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires program mkfs.ext4 e2fsprogs
requires program fio fio
requires program stress-ng stress-ng
plan 8

mib=${LKL_FUSE_VERIFY_MIB:-128}
seconds=${LKL_FUSE_STRESS_S:-1}

verify()
{
	(cd "$mnt" && fio --name=verify --rw=randwrite --bsrange=4k-256k \
		--size="${mib}M" --verify=crc32c --do_verify=1 \
		--ioengine=psync --fsync=1000)
}

stress()
{
	stress-ng --class filesystem -x binderfs --sequential 1 -t "$seconds" \
		--temp-path "$mnt" --oomable
}

# number WHAT: of the server.
number()
{
	server=$(servers)
	case $1 in
	files) find "/proc/$server/fd" -type l | wc -l ;;
	kib) awk '/^VmRSS/ { print $2 }' "/proc/$server/status" ;;
	esac
}

truncate -s $((mib + 2048))M "$tmp/image"
mkfs.ext4 -q "$tmp/image"
check "mount" up "$tmp/image" "log=$tmp/log"
files=$(number files)
check "fio: $mib MiB are what was written" verify
rm -f "$mnt"/verify*
check "stress-ng: no stressor fails" stress
check_same "no file is left open" "$files" "$(number files)"
kib=$(number kib)
diag "$kib KiB are resident"
check "memory is that of the kernel inside" test "$kib" -le 92160
check "unmount" down
check "fsck" e2fsck -fn "$tmp/image"
check_fails 1 "the kernel inside has no complaints" \
	grep -E 'BUG|WARNING|Oops|oom-killer' "$tmp/log"
