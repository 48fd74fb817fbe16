#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 240
#
# Format and compression are those of the suffix, or of the options.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_tool fs2tar libarchive-dev
requires program bsdtar libarchive-tools
requires_mkfs ext4
plan 30

cd "$tmp" || exit 1
mkdir -p files/dir
seq 2000 >files/numbers
echo text >files/dir/below
ln files/numbers files/dir/linked
truncate -s 16M image
mkfs.ext4 -q -d files image

fs2tar()
{
	$LKL_EXEC "$LKL_TOOLS/bin/fs2tar" "$@"
}

# is FILE FORMAT FILTER [OPTION...]: it becomes what libarchive calls that.
is()
{
	file=$1
	format=$2
	filter=$3
	shift 3
	fs2tar --lossy "$@" image "$file" >log 2>&1 || cat log
	bsdtar -tvvf "$file" >listed
	check_same "$file${*:+ $*}" "Archive Format: $format,  Compression: $filter" \
		"$(tail -n 1 listed)"
	rm -rf out
	mkdir out
	bsdtar -C out -xf "$file"
	diff -r files out/ -x lost+found >>log ||
		not_ok "$file: other files" "$(cat log)"
}

pax="POSIX pax interchange format"
is a.tar "$pax" none
is a "$pax" none
is a.tar.gz "$pax" gzip
is a.tgz "$pax" gzip
is a.tar.bz2 "$pax" bzip2
is a.tbz2 "$pax" bzip2
is a.tbz "$pax" bzip2
is a.tar.xz "$pax" xz
is a.txz "$pax" xz
is a.tar.zst "$pax" zstd
is a.tzst "$pax" zstd
is a.tar.lz4 "$pax" lz4
is a.tlz4 "$pax" lz4
is a.tar.lz "$pax" lzip
is a.tlz "$pax" lzip
is a.tar.lzma "$pax" lzma
is a.cpio "ASCII cpio (SVR4 with no CRC)" none
is a.cpio.zst "ASCII cpio (SVR4 with no CRC)" zstd
is b.cpio "POSIX ustar format" none --format=ustar
is b.tar.gz "$pax" none --compress=none
is b.xz "GNU tar format" gzip --format gnutar --compress gzip
is c.gz "$pax" gzip --level=9
is c.zst "$pax" zstd --level=19
check "levels matter" test "$(stat -c %s c.zst)" -lt \
	"$(stat -c %s a.tar.zst)"

fs2tar image - >piped 2>log
check "standard output is pax" cmp piped a.tar
fs2tar --compress=zstd image - >piped 2>log
check "and compressed if asked for" cmp piped a.tar.zst
check_fails 2 "no such format" fs2tar --format=zip image d.zip
check_fails 2 "no such compression" fs2tar --compress=arc image d.arc
check_fails 2 "no such level" fs2tar --level=many image d.gz
check_same "nothing is left of those" "" "$(ls d.* 2>/dev/null)"
