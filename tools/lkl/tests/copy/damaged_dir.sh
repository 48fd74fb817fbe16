#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# A directory of which a part is damaged: the rest of its entries come out, and
# that some do not is told, even where the kernel has no error for that.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires program debugfs e2fsprogs
requires_tool fs2tar libarchive-dev
plan 24

cd "$tmp" || exit 1
mkdir in
seed=6b3c8a4e-1f0d-4a55-9c11-2f6f0d7a5e01
for i in $(seq 1000); do
	: >"in/a_name_that_takes_some_room_$i"
done

# told WHAT COUNT: one line for what was left out, and how much was not.
told()
{
	check "$1: says what is damaged" grep -q "^[a-z0-9]*: image.*: $why" \
		"$tmp/.fails"
	check "$1: much of it is there" test "$2" -gt 200
}

# damaged NAME WHY OPTION...
damaged()
{
	name=$1
	why=$2
	shift 2
	rm -rf out image
	truncate -s 64M image
	# With checksums, reading ends there; the seed is for the order.
	mkfs.ext4 -q -F -b 4096 -E hash_seed=$seed "$@" image
	"$LKL_TOOLS/bin/cptofs" -i image in / >log
	check "$name: sound: out" "$LKL_TOOLS/bin/cpfromfs" -i image /in out
	rm -r out
	dd if=/dev/urandom of=image bs=4096 count=1 conv=notrunc status=none \
		seek="$(debugfs -R 'bmap /in 3' image 2>/dev/null)"
	before=$(cksum image)
	check_fails 1 "$name: out: fails" \
		"$LKL_TOOLS/bin/cpfromfs" -i image /in out
	told "$name: out" "$(ls out | wc -l)"
	check_fails 1 "$name: archive: fails" \
		"$LKL_TOOLS/bin/fs2tar" image out.tar
	told "$name: archive" "$(tar -tf out.tar | wc -l)"
	check_same "$name: the image is as before" "$before" "$(cksum image)"
}

damaged "with checksums" "damaged, a checksum is wrong"
damaged "without" "EXT4-fs error .*" -O ^metadata_csum
damaged "without an index" "EXT4-fs error .*" -O ^metadata_csum,^dir_index
