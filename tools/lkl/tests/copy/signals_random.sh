#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 600
#
# A signal at any moment leaves an image that is clean, with an empty journal
# and no file in part. LKL_COPY_SIGNALS= says how many moments.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
nr=${LKL_COPY_SIGNALS:-10}
plan 5

cd "$tmp" || exit 1
mkdir in
head -c 20M /dev/urandom >in/large
for i in $(seq 2000); do
	echo "$i" >"in/$i"
	ln "in/$i" "in/$i.too"
done
make_image ext4 fresh 256

# How long it takes if it is let.
cp --sparse=always fresh image
start=$(date +%s%N)
check "all of it" "$LKL_TOOLS/bin/cptofs" -i image in/. /
whole_ms=$((($(date +%s%N) - start) / 1000000 + 20))

# part N: the N-th of nr moments, in seconds.
part()
{
	echo "$((whole_ms * $1 / nr))" |
		awk '{ printf "%d.%03d", $1 / 1000, $1 % 1000 }'
}

: >odd
: >unclean
: >torn
stopped=0
for n in $(seq "$nr"); do
	cp --sparse=always fresh image
	"$LKL_TOOLS/bin/cptofs" -i image in/. / >log 2>&1 &
	pid=$!
	sleep "$(part "$n")"
	kill -"$([ $((n % 2)) = 0 ] && echo INT || echo TERM)" $pid 2>/dev/null
	status=0
	wait $pid || status=$?
	case $status in
	0) ;;
	1) stopped=$((stopped + 1)) ;;
	143 | 130)
		# Before the program was there to catch it.
		cmp fresh image >>odd ;;
	*) echo "$n: $status" >>odd ;;
	esac
	e2fsck -fn image >log 2>&1 || cat log >>unclean
	dumpe2fs -h image 2>/dev/null | grep needs_recovery >>unclean
	rm -rf out
	"$LKL_TOOLS/bin/cpfromfs" --lossy -i image / out >log 2>&1 ||
		cat log >>odd
	rmdir out/lost+found
	# Of two trees, "Only in in" is what was not copied.
	diff -r in out | grep -v '^Only in in: ' >>torn
done
diag "$stopped of $nr were stopped, within $whole_ms ms"
check_same "nothing but exit status 0 and 1" "" "$(cat odd)"
check_same "the image is clean" "" "$(cat unclean)"
check_same "no file is there in part" "" "$(cat torn)"
check "some were stopped on their way" test "$stopped" -gt 0
