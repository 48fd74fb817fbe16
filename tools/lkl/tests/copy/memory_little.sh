#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 300
#
# A file system so large that the kernel has little memory left for a copy:
# nothing is begun that could make the kernel die while it writes; and if it
# dies while it reads, that is told, the rest is not tried, and the image is as
# it was.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
plan 12

cd "$tmp" || exit 1
python3 -B - <<'END'
import os
for n in range(6000):
    if n % 100 == 0:
        os.makedirs("in/%d" % n)
    with open("in/%d/%d" % (n - n % 100, n), "wb") as f:
        f.write(b"%d " % n * (n % 1000))
END
truncate -s 12T image 2>log || skip_all "host: no files of 12 TiB"
mkfs.ext4 -q -F -E lazy_itable_init=1,lazy_journal_init=1 image 2>log
"$LKL_TOOLS/bin/cptofs" -i image in / >log

# The least memory with which all comes out, and the most without.
most=32768
least=45056
while [ $((least - most)) -gt 256 ]; do
	mem=$(((least + most) / 2))
	rm -rf out
	if "$LKL_TOOLS/bin/cpfromfs" --mem ${mem}K -i image /in out \
		>log 2>&1; then
		least=$mem
	else
		most=$mem
	fi
done
before=$(stat -c '%Y %b' image)
rm -rf out
# Two runs do not use the same pages: enough is a little more than the least.
check "out, with enough" "$LKL_TOOLS/bin/cpfromfs" --mem $((least + 1024))K \
	-i image /in out
check "out, with enough: the same" diff -r in out

# Too little is what lets it die while it copies, told by what came out.
too_little() {
	mem=$least
	while [ $mem -gt 32768 ]; do
		rm -rf out
		status=0
		"$LKL_TOOLS/bin/cpfromfs" --mem ${mem}K -i image /in out \
			>log 2>&1 || status=$?
		if [ $status != 0 ] &&
			[ "$(find out -type f | wc -l)" -gt 10 ]; then
			break
		fi
		mem=$((mem - 64))
	done
	cat log
	return $status
}
check_fails 1 "out, with too little: fails" too_little
check_same "out, with too little: one line says why, and a summary" \
	"out of memory, see --mem copied" "$(sed -n \
		-e 's/^cpfromfs: kernel, at image:.*: //p' \
		-e 's/^[0-9]* files .* \([a-z]*\)$/\1/p' "$tmp/.fails" |
		paste -sd ' ')"
check_same "out, with too little: and nothing else" 2 \
	"$(wc -l <"$tmp/.fails")"
check "out, with too little: it died while it copied" \
	test "$(find out -type f | wc -l)" -gt 10
check_same "the image is as before" "$before" "$(stat -c '%Y %b' image)"

check_fails 1 "in, with as much: fails" \
	"$LKL_TOOLS/bin/cptofs" --mem ${least}K -i image in /again
check_same "in, with as much: says so before it begins" \
	"cptofs: image: too little memory for a file system so large, see --mem" \
	"$(cat "$tmp/.fails")"
check_same "in, with as much: the image is clean" "clean" \
	"$(dumpe2fs -h image 2>/dev/null |
		sed -n 's/^Filesystem state: *//p')"
check_same "in, with as much: its journal is empty" 0 \
	"$(dumpe2fs -h image 2>/dev/null | grep -c needs_recovery)"
check "in, with 14 MiB more" "$LKL_TOOLS/bin/cptofs" \
	--mem $((least + 14336))K -i image in /again
