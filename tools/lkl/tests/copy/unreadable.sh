#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# An image that may not be read, or not be written, or is on a file system that
# is read-only: that is said, and what only reads can do with what may be read.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires program setpriv util-linux
requires_tool fs2tar libarchive-dev
requires_loop
plan 21

cd "$tmp" || exit 1
chmod 755 .
mkdir in
mkdir -m 777 theirs
seq 1000 >in/numbers
make_image ext4 image 16
"$LKL_TOOLS/bin/cptofs" -i image in / >log

as_nobody()
{
	setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
}

# out_of IMAGE TARGET: without the line that sums up.
out_of()
{
	"$LKL_TOOLS/bin/cpfromfs" -i "$1" /in "$2" >log
}

# refused WHAT WHY COMMAND...
refused()
{
	what=$1
	why=$2
	shift 2
	check_fails 1 "$what: fails" "$@"
	check_same "$what: says why" "$why" "$(cat "$tmp/.fails")"
}

chmod 0 image
refused "unreadable, in" "cptofs: image: Permission denied" \
	as_nobody "$LKL_TOOLS/bin/cptofs" -i image in /
refused "unreadable, out" "cpfromfs: image: Permission denied" \
	as_nobody "$LKL_TOOLS/bin/cpfromfs" -i image /in theirs
refused "unreadable, archive" "fs2tar: image: Permission denied" \
	as_nobody "$LKL_TOOLS/bin/fs2tar" image theirs/a.tar
check_same "unreadable: nothing was made" "" "$(ls -A theirs)"
chmod 444 image
refused "not to be written" "cptofs: image: Permission denied" \
	as_nobody "$LKL_TOOLS/bin/cptofs" -i image in /
check "to be read" as_nobody "$LKL_TOOLS/bin/cpfromfs" --lossy -i image /in \
	theirs
check "all of it" cmp in/numbers theirs/in/numbers

mkdir fixed
mount -t tmpfs none fixed || exit 1
cleanup "umount '$tmp/fixed'"
cp --sparse=always image fixed/image
mount -o remount,ro fixed
before=$(cksum <fixed/image)
refused "read-only" "cptofs: fixed/image: Read-only file system" \
	"$LKL_TOOLS/bin/cptofs" -i fixed/image in /
check "read-only: out" "$LKL_TOOLS/bin/cpfromfs" -i fixed/image /in out
check "read-only: all of it" cmp in/numbers out/numbers
check "read-only: archive" "$LKL_TOOLS/bin/fs2tar" fixed/image a.tar
refused "read-only target" "cpfromfs: fixed/out: Read-only file system" \
	out_of image fixed/out
refused "read-only target of an archive" \
	"fs2tar: fixed/a.tar: Read-only file system" \
	"$LKL_TOOLS/bin/fs2tar" image fixed/a.tar
check_same "read-only: the image is as before" "$before" \
	"$(cksum <fixed/image)"
