#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 300
#
# With --reproducible, the same files make the same images, byte for byte,
# whatever the time and the order of the source directory. LKL_COPY_TWINS= says
# how many files.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires_mkfs vfat
plan 16

cd "$tmp" || exit 1
cptofs=$LKL_TOOLS/bin/cptofs
nr=${LKL_COPY_TWINS:-1500}
head -c 120M /dev/urandom >big

# make_trees FOLDERS: the files in so many folders, and the same files made in
# another order.
make_trees()
{
	rm -rf in other
	mkdir -p in/deep/er other
	i=0
	while [ $i -lt "$nr" ]; do
		[ $i -ge "$1" ] || mkdir in/d$i
		echo "$i" >"in/d$((i % $1))/a long name $i"
		i=$((i + 1))
	done
	# More than is written at a time, see tree_ops.settle.
	cp big in/big
	truncate -s 10M in/sparse
	find in -exec touch -h -d @1500000000 {} +
	(cd in && find . -type f | sort -r | tar -cSf - -T -) |
		tar -xf - -C other
	mkdir -p other/deep/er
	find other -exec touch -h -d @1500000000 {} +
}

# The wall clock alone: raw system calls wait for moments of the other one.
later="env FAKETIME_DONT_FAKE_MONOTONIC=1 faketime -f +1h"
command -v faketime >/dev/null || later=

reproduce()
{
	# ext4 has an inode for 16 KiB
	make_image "$1" fresh $((512 + nr / 60))
	for i in 1 2 3; do
		cp --sparse=always fresh image$i
	done
	export SOURCE_DATE_EPOCH=1600000000
	check "$1: a copy" "$cptofs" --lossy --reproducible -i image1 in/. /
	sleep 3
	find in -atime -1000 -exec cat {} + >/dev/null 2>&1
	# shellcheck disable=SC2086 # no word if there is no faketime
	check "$1: and another, an hour later" \
		$later "$cptofs" --lossy --reproducible -i image2 in/. /
	check "$1: the same image" cmp image1 image2
	check "$1: a copy of the same files made otherwise" \
		"$cptofs" --lossy --reproducible -i image3 other/. /
	check "$1: the same image, too" cmp image1 image3
	unset SOURCE_DATE_EPOCH
}

make_trees 30
reproduce ext4
check "ext4: is clean" is_clean image1
check_same "ext4: times are those of the files" 1500000000 \
	"$("$LKL_TOOLS/bin/cpfromfs" -i image1 /big out >log; \
	   stat -c %Y out)"
# Which looks through all of a folder for each new name.
make_trees $((30 + nr / 100))
reproduce vfat
check "vfat: is clean" fsck.vfat -n image1
export SOURCE_DATE_EPOCH=1400000000
make_image ext4 image 256
"$cptofs" --reproducible -i image in/big / >log
check_same "no time is later than SOURCE_DATE_EPOCH" 1400000000 \
	"$("$LKL_TOOLS/bin/cpfromfs" -i image /big out >log; stat -c %Y out)"
unset SOURCE_DATE_EPOCH
check_fails 2 "SOURCE_DATE_EPOCH has to be set" \
	"$cptofs" --reproducible -i image in /
check_same "which is said" \
	"cptofs: --reproducible: SOURCE_DATE_EPOCH is not set" \
	"$(cat "$tmp/.fails")"
