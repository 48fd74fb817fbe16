#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 900
# alone: it measures memory
#
# Very many files, half of them with a second name, go into a sparse image of
# 1 TiB with the memory that there is by default, and with 128 MiB, which are
# exceeded by less than 1.3; the image grows by no more than 1.2 of the data.
# LKL_COPY_FILES= says how many.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires file /usr/bin/time
nr=${LKL_COPY_FILES:-6000}
plan 12

cd "$tmp" || exit 1
# 10 KiB a file on average; second names are far from the first.
python3 -B - "$nr" <<'END'
import os
import sys
nr = int(sys.argv[1])
for n in range(nr):
    if n % 200 == 0:
        os.makedirs("in/%d" % (n // 200))
    with open("in/%d/%d" % (n // 200, n), "wb") as f:
        f.write(os.urandom(20) * (n % 1000))
for n in range(0, nr, 2):
    if n % 200 == 0:
        os.makedirs("in/links/%d" % (n // 200))
    os.link("in/%d/%d" % (n // 200, n), "in/links/%d/%d" % (n // 200, n))
END
data=$(du -sk in | cut -f 1)

# within NAME MIB: the peak that time(1) has seen.
within()
{
	check_same "$1" yes "$([ "$(tail -n 1 peak)" -le $(($2 * 1331)) ] &&
		echo yes || cat peak)"
}

# holds NAME MIB OPTION...
holds()
{
	name=$1
	mib=$2
	shift 2
	make_image ext4 image $((1024 * 1024))
	before=$(du -k image | cut -f 1)
	check "$name: in" /usr/bin/time -o peak -f %M \
		"$LKL_TOOLS/bin/cptofs" "$@" -i image in /
	diag "peak: $(cat peak) KiB; $(cat "$tmp/.check")"
	within "$name: in within 1.3 of $mib MiB" "$mib"
	after=$(du -k image | cut -f 1)
	check_same "$name: the image grew by no more than 1.2 of the data" yes \
		"$([ $((after - before)) -le $((data * 12 / 10)) ] &&
		echo yes || echo "$before, $after: $data KiB")"
	check "$name: the image is clean" is_clean image
}

holds "by default" 384
rm image
holds "with 128 MiB" 128 --mem 128M
check "out" /usr/bin/time -o peak -f %M \
	"$LKL_TOOLS/bin/cpfromfs" --mem 128M -i image /in out
within "out within 1.3 of 128 MiB" 128
check "the same files" diff -r in out
check_same "and the same links" "$(find in -type f -links 2 | wc -l)" \
	"$(find out -type f -links 2 | wc -l)"
