#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# With --reproducible, a disk that takes seconds to answer does not change what
# is written, in whatever way the host has threads wait for it.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires program cc gcc
plan 5

cd "$tmp" || exit 1
mkdir in
head -c 3M /dev/urandom >in/big
seq 1000 >in/small
cc -O2 -Wall -Wextra -D_GNU_SOURCE -shared -fPIC -o slow_disk.so \
	"$lib/slow_disk.c" -ldl >cc.log 2>&1 || diag "$(cat cc.log)"
make_image ext4 fresh 512
cp --sparse=always fresh quick
cp --sparse=always fresh slow

export SOURCE_DATE_EPOCH=1600000000
check "a copy" "$LKL_TOOLS/bin/cptofs" --reproducible -i quick in/. /
check "one to a slow disk" env LD_PRELOAD="$tmp/slow_disk.so" SLOW_DISK_S=8 \
	SLOW_DISK_DONE="$tmp/done" \
	"$LKL_TOOLS/bin/cptofs" --reproducible -i slow in/. /
check "which was slow" test -e done
check "the same image" cmp quick slow
check "which is clean" is_clean slow
