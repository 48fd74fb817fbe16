#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# Memory that is gone in the middle of a copy, for the program or for its
# kernel, ends it with a line that says so; the image is clean.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires program prlimit util-linux
plan 5

cd "$tmp" || exit 1
# The table of files with several names grows.
python3 -B - <<'END'
import os
for n in range(30000):
    if n % 300 == 0:
        os.makedirs("in/a/%d" % (n // 300))
        os.makedirs("in/b/%d" % (n // 300))
    name = "%d/%d" % (n // 300, n)
    open("in/a/" + name, "w").close()
    os.link("in/a/" + name, "in/b/" + name)
END
make_image ext4 image 512

"$LKL_TOOLS/bin/cptofs" -v -i image in / >names 2>said &
pid=$!
while [ ! -s names ] && kill -0 $pid 2>/dev/null; do
	sleep 0.01
done
kill -STOP $pid
size=$(sed -n 's/^VmSize:[^0-9]*\([0-9]*\) kB/\1/p' /proc/$pid/status)
prlimit --pid $pid --as=$((size * 1024))
kill -CONT $pid
status=0
wait $pid || status=$?
check_same "no memory for the program: fails" 1 "$status"
check_same "no memory for the program: says so" "Cannot allocate memory" \
	"$(sed -n '1s/^cptofs: .*: //p' said)"
check_same "no memory for the program: and nothing else" "" \
	"$(grep -v '^cptofs: .*: Cannot allocate memory$' said)"
check "no memory for the program: some was copied" \
	test "$(grep -c '^image:/' names)" -gt 100
check "no memory for the program: the image is clean" is_clean image
