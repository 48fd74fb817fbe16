#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 300
# alone: it measures memory
#
# Many files fit through a kernel with little memory, into a sparse image of
# 1 TiB and into file systems that keep much of what changes in memory; the
# whole process takes no more than 1.3 of --mem.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires_mkfs xfs
requires_mkfs btrfs
requires program time time
nr=8000
plan 27

cd "$tmp" || exit 1
python3 -B - "$nr" <<'END'
import os
import sys
for n in range(int(sys.argv[1])):
    if n % 100 == 0:
        os.makedirs("in/%d" % n)
    with open("in/%d/%d" % (n - n % 100, n), "wb") as f:
        f.write(b"%d " % n * (n % 2000))
END
data=$(du -sk in | cut -f 1)

# peak COMMAND...: its memory in KiB.
peak()
{
	/usr/bin/time -o peak -f %M "$@"
}

fits()
{
	check_same "$1: within 1.3 of $2 MiB" yes \
		"$([ "$(tail -n 1 peak)" -le $(($2 * 1024 * 13 / 10)) ] &&
			echo yes || cat peak)"
}

# holds TYPE MIB CHECKER...
holds()
{
	type=$1
	mib=$2
	shift 2
	before=$(du -k image | cut -f 1)
	check "$type: in" peak "$LKL_TOOLS/bin/cptofs" --mem "${mib}M" \
		-i image in /
	fits "$type, in" "$mib"
	check "$type: clean" "$@"
	after=$(du -k image | cut -f 1)
	check_same "$type: grew by no more than 1.2 of the data" yes \
		"$([ $((after - before)) -le $((data * 12 / 10)) ] &&
		echo yes || echo "$before, $after: $data KiB")"
	rm -rf out
	check "$type: out" peak "$LKL_TOOLS/bin/cpfromfs" --mem "${mib}M" \
		-i image /in out
	fits "$type, out" "$mib"
	check "$type: the same" diff -r in out
}

make_image ext4 image $((1024 * 1024))
holds ext4 64 is_clean image
rm image
make_image xfs image 4096
holds xfs 32 xfs_repair -n image
rm image
make_image btrfs image 4096
# With less it stores its trees so often that they are a fifth of the data.
holds btrfs 128 btrfs check image
rm image

make_image ext4 image 64
before=$(cksum image)
for size in 1M 16M 31M 1000T; do
	check_same "--mem=$size: is refused" "$(printf '%s: %s' cptofs \
		"kernel with $(case $size in
		1M) echo 1024 ;;
		16M) echo 16384 ;;
		31M) echo 31744 ;;
		1000T) echo 1073741824000 ;;
		esac) KiB: too little memory, or more than there is, see --mem")" \
		"$("$LKL_TOOLS/bin/cptofs" --mem $size -i image in / 2>&1)"
done
check_same "--mem=1M, out: is refused" \
	"cpfromfs: kernel with 1024 KiB: too little memory, or more than there is, see --mem" \
	"$("$LKL_TOOLS/bin/cpfromfs" --mem 1M -i image / out2 2>&1)"
check_same "the image is as it was" "$before" "$(cksum image)"
