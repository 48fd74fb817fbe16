#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# Damage that shows only when the image is unmounted, since what was copied is
# written then: the copy has failed, and says so, also if the kernel dies of it.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires program debugfs e2fsprogs
plan 13

cd "$tmp" || exit 1
mkdir in
seq 100000 >file
truncate -s 32M bad
mkfs.ext4 -q bad
dumpe2fs bad >layout 2>/dev/null
size=$(sed -n 's/^Block size: *//p' layout)
for block in $(sed -n 's/.*Block bitmap at \([0-9]*\).*/\1/p' layout); do
	dd if=/dev/urandom of=bad bs="$size" seek="$block" count=1 \
		conv=notrunc status=none
done

# fails WHAT WHY OPTION...
fails()
{
	what=$1
	why=$2
	shift 2
	cp bad image
	check_fails 1 "$what: fails" timeout 60 "$LKL_TOOLS/bin/cptofs" "$@" \
		-i image file /
	check_same "$what: says why, and what was copied before" "cptofs: $why
1 files and directories, 575.1 KiB copied" "$(cat "$tmp/.fails")"
	check_same "$what: the image is marked as damaged" "clean with errors" \
		"$(dumpe2fs -h image 2>/dev/null |
			sed -n 's/^Filesystem state: *//p')"
}

fails "no more writing" "image: File system is corrupt"
fails "going on" "image: File system is corrupt" \
	--mount-options=errors=continue
fails "a kernel that dies" \
	"kernel, at image: EXT4-fs (device vda): panic forced after error" \
	--mount-options=errors=panic
check_fails 1 "and later" "$LKL_TOOLS/bin/cptofs" -i image file /
check_same "and later: nothing is written" \
	"cptofs: image: the file system is damaged, nothing was changed" \
	"$(cat "$tmp/.fails")"
check_fails 1 "one that dies in the middle" "$LKL_TOOLS/bin/cptofs" \
	--mount-options=errors=panic -i bad in /
check_same "one that dies in the middle: says so, once" 1 \
	"$(grep -c '^cptofs: kernel, at bad:/.*: EXT4-fs .*: panic forced' \
		"$tmp/.fails")"
