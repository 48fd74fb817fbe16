#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# What the target cannot hold may be lost with --lossy; what it has no room for
# any more may not, be it but an extended attribute.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
plan 8

cd "$tmp" || exit 1
python3 -B - <<'END' || skip_all "host: no extended attributes here"
import os
os.mkdir("in")
os.mkdir("large")
for n in range(3000):
    open("in/%d" % n, "w").close()
    os.setxattr("in/%d" % n, "user.a", b"%8d" % n * 100)
open("large/file", "w").close()
os.setxattr("large/file", "user.a", b"x" * 3000)
END
truncate -s 3M image
mkfs.ext4 -q -F -b 1024 -N 4096 -O ^has_journal image

check_fails 0 "too large for the file system" \
	"$LKL_TOOLS/bin/cptofs" --lossy -i image large /
check_same "too large for the file system: is counted" \
	"2 files and directories, 0 bytes copied; 1 times something that the target cannot hold" \
	"$(cat "$tmp/.fails")"
check_fails 1 "no room: fails" "$LKL_TOOLS/bin/cptofs" --lossy -i image in /
check_same "no room: says so, once" 1 \
	"$(grep -c '^cptofs: image:/in/[0-9]*: No space left on device$' \
		"$tmp/.fails")"
check_same "no room: and nothing more but a summary" 2 \
	"$(wc -l <"$tmp/.fails")"
check "no room: some was copied" test \
	"$(sed -n 's/ files and dir.*//p' "$tmp/.fails")" -gt 500
check_same "no room: no loss" 0 "$(grep -c 'times something' "$tmp/.fails")"
check "the image is clean" is_clean image
