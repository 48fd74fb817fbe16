#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# What is printed, and what becomes of a copy when it cannot be printed.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
plan 22

cd "$tmp" || exit 1
cptofs=$LKL_TOOLS/bin/cptofs
cpfromfs=$LKL_TOOLS/bin/cpfromfs
make_image ext4 image 16
mkdir in
seq 100 >in/numbers
echo x >"in/$(printf 'new\nline')"

check "in" "$cptofs" -i image in /
check_same "a summary" "3 files and directories, 294 bytes copied" \
	"$(cat "$tmp/.check")"
check "-v" "$cptofs" -v -i image in /verbose
check_same "-v: each name in a line of its own" \
	'image:/verbose image:/verbose/new\012line image:/verbose/numbers' \
	"$(grep '^image:' "$tmp/.check" | sort | paste -sd' ')"
check_fails 1 "out into what is not there" "$cpfromfs" -i image \
	"/in/$(printf 'none\nsuch')" out
check_same "a name that would tear a line" \
	'cpfromfs: image:/in/none\012such: No such file or directory' \
	"$(head -n 1 "$tmp/.fails")"

# unheard NAME ERROR REDIRECTION: copies are made, and the exit status is 1.
unheard()
{
	make_image ext4 image 16
	check_fails 1 "$1: fails" sh -c "'$cptofs' -i image in / $3"
	check_same "$1: says so" "cptofs: standard output: $2" \
		"$(cat "$tmp/.fails")"
	rm -rf out
	check_fails 1 "$1: out: fails" sh -c "'$cpfromfs' -i image /in out $3"
	check_same "$1: out: says so" "cpfromfs: standard output: $2" \
		"$(cat "$tmp/.fails")"
	check "$1: both copied nevertheless" diff -r in out
	check "$1: the image is clean" is_clean image
}

unheard "closed" "Bad file descriptor" '>&-'
unheard "full" "No space left on device" '>/dev/full'

make_image ext4 image 16
check_fails 1 "all closed" sh -c "'$cptofs' -i image in / <&- >&- 2>&-"
check "all closed: copied nevertheless" "$cpfromfs" -i image /in out2
check "all closed: all of it" diff -r in out2
check "all closed: the image is clean" is_clean image
