#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# What was copied out is on stable storage when cpfromfs ends, also what went
# into a file system that is mounted in the target, through a link to elsewhere,
# or into a device; and what cannot be stored is an error.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires program strace strace
requires program setpriv util-linux
requires_loop
plan 14

cd "$tmp" || exit 1
chmod 755 .
cpfromfs=$LKL_TOOLS/bin/cpfromfs
mkdir -p in/tree/mounted/below
echo text >in/file
seq 1000 >in/tree/first
seq 1000 >in/tree/mounted/below/second
make_image ext4 image 16
"$LKL_TOOLS/bin/cptofs" -i image in/. / >log
mkdir -p to/tree/mounted other
make_image ext4 small 16
mount_image small to/tree/mounted
make_image ext4 small2 16
mount_image small2 other

# traced NAME ARGUMENT...: cpfromfs, with a list of what was stored.
traced()
{
	name=$1
	shift
	check "$name: out" strace -f -y -o trace -e trace=syncfs,fsync \
		"$cpfromfs" -i image "$@"
}

# stored NAME CALL PATH: that was called, and no such call has failed.
stored()
{
	check_same "$1: is stored" "1 0" \
		"$(grep -c " $2([0-9]*<$3>" trace) $(grep -c 'sync.*= -1' trace)"
}

traced "a target" /tree/first to
stored "a target" syncfs "$tmp/to"
traced "a mount in it" /tree to
stored "a mount in it" syncfs "$tmp/to/tree/mounted"
check "a mount in it: all of it" diff -r -x lost+found in/tree to/tree
ln -s ../other/file to/link
echo old >other/file
traced "through a link" /file to/link
stored "through a link" fsync "$tmp/other/file"
check_same "through a link: is there" text "$(cat other/file)"

mkdir -m 733 write-only
check "a directory that may not be read" strace -f -o trace -e trace=sync \
	setpriv --reuid 65534 --regid 65534 --clear-groups \
	"$cpfromfs" --lossy -i image /file write-only
check "a directory that may not be read: is stored" \
	grep -q ' sync(' trace

truncate -s 16M disk
loop=$(losetup -f --show disk) || exit 1
cleanup "losetup -d '$loop'"
ln -s "$loop" device
traced "a device" /file device
stored "a device" fsync "$loop[^>]*"
check_same "a device: has it" text "$(head -c 4 disk)"

# The file of this device has room for half of what is copied.
head -c 8M /dev/urandom >in/large
"$LKL_TOOLS/bin/cptofs" -i image in/large / >log
mkdir full
mount -t tmpfs -o size=4M none full
cleanup "umount '$tmp/full'"
truncate -s 16M full/disk
loop=$(losetup -f --show full/disk) || exit 1
cleanup "losetup -d '$loop'"
ln -sfn "$loop" device
check_fails 1 "a device that cannot store it" "$cpfromfs" -i image /large \
	device
