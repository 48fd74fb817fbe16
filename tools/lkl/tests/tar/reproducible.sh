#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# An image makes the same archive each time, and with --reproducible it does not
# matter when and in what order its files were made and read.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_tool fs2tar libarchive-dev
requires_mkfs ext4
plan 9

cd "$tmp" || exit 1

fs2tar()
{
	$LKL_EXEC "$LKL_TOOLS/bin/fs2tar" "$@"
}

# image FILE NAME...: with files of these names, made in this order.
image()
{
	file=$1
	shift
	rm -rf files
	mkdir files
	for name; do
		echo "$name" >"files/$name"
		touch -m -d "2001-01-01 $name:00:00 UTC" "files/$name"
	done
	truncate -s 16M "$file"
	mkfs.ext4 -q -d files "$file"
}

now=$(date +%s)
image first 10 11 12 13
sleep 2
image second 13 12 11 10
check "once" fs2tar first 1.tar.gz
sleep 1
check "and later" fs2tar first 2.tar.gz
check "make the same" cmp 1.tar.gz 2.tar.gz

SOURCE_DATE_EPOCH=$now
export SOURCE_DATE_EPOCH
check "the first" fs2tar --reproducible first 1.tar
check "and one like it" fs2tar --reproducible second 2.tar
check "make the same" cmp 1.tar 2.tar
check_same "times before are kept" \
	"$(stat -c %y files/12)" \
	"$(mkdir out && tar -C out -xpf 1.tar && stat -c %y out/12)"
check_same "times after are that" "$(TZ=UTC date -d "@$now" '+%F %T')" \
	"$(TZ=UTC tar -tvf 1.tar --full-time ./ | awk '{ print $4, $5; exit }')"
SOURCE_DATE_EPOCH=today
check_fails 2 "not a time" fs2tar --reproducible first 3.tar
