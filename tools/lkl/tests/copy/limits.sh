#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# Limits of the process on the size of files, memory and descriptors are named;
# what can be copied within them is, and the image stays clean.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires program prlimit util-linux
plan 17

cd "$tmp" || exit 1
cptofs=$LKL_TOOLS/bin/cptofs
cpfromfs=$LKL_TOOLS/bin/cpfromfs
M=$((1 << 20))
mkdir in
head -c 48M /dev/urandom >in/large
seq 1000 >in/small
make_image ext4 image 128

# limited WHAT COMMAND...: with a limit of prlimit(1).
limited()
{
	what=$1
	shift
	prlimit "--$what" -- "$@"
}

before=$(cksum image)
check_fails 1 "an image larger than files may be" \
	limited fsize=$((64 * M)) "$cptofs" --mem 32M -i image in /
check_same "an image larger than files may be: says so" \
	"cptofs: image: larger than files may be, see ulimit -f" \
	"$(cat "$tmp/.fails")"
check_fails 1 "more memory than files may have" \
	limited fsize=$((200 * M)) "$cptofs" -i image in /
check_same "more memory than files may have: says so" \
	"cptofs: kernel with N KiB: more memory than files may have, see ulimit -f" \
	"$(sed 's/with [0-9]*/with N/' "$tmp/.fails")"
check_same "the image is as it was" "$before" "$(cksum image)"
check "within the limit" \
	limited fsize=$((130 * M)) "$cptofs" --mem 64M -i image in /
check "the image is clean" is_clean image
check_fails 1 "a file larger than files may be" limited fsize=$((40 * M)) \
	"$cpfromfs" -t ext4 --mem 32M -i image /in out
check_same "a file larger than files may be: is named" \
	"cpfromfs: out/large: File too large" "$(head -n 1 "$tmp/.fails")"
check_same "a file larger than files may be: the other is there" \
	"small" "$(ls out)"
check_fails 1 "an image too large to be looked at" limited \
	fsize=$((40 * M)) "$cpfromfs" --mem 32M -i image /in out
check_same "an image too large to be looked at: says so" \
	"cpfromfs: image: larger than files may be, see ulimit -f" \
	"$(cat "$tmp/.fails")"

check_fails 1 "no room for addresses" \
	limited as=$((200 * M)) "$cptofs" --mem 64M -i image in /
check_same "no room for addresses: one line" 1 "$(wc -l <"$tmp/.fails")"
for nr in 4 7; do
	"$cptofs" -i image in / >log 2>&1
	limited nofile=$nr "$cptofs" -i image in / >log 2>&1 ||
		grep -vE 'Too many open files|copied|too little memory' log
done >odd
check_same "few descriptors: nothing worse than a line" "" "$(cat odd)"
check "few descriptors: the image is clean" is_clean image
check "a few more are enough" limited nofile=24 "$cptofs" -i image in /
