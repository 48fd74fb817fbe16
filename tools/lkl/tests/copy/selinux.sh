#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# With -s, all that is copied gets this label in place of its own.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires root
requires_mkfs ext4
plan 7

cd "$tmp" || exit 1
mkdir -p in/dir
echo text >in/dir/file
echo text >in/own
ln -s nowhere in/link
python3 -c 'import os; os.setxattr("in/own", "security.selinux", b"u:o:own")' ||
	skip_all "host: files here have no labels"
make_image ext4 image 16

# labels FOLDER: of all that is in it, and of itself.
labels()
{
	(cd "$1" && find . | sort | python3 -c '
import os
import sys
for name in sys.stdin.read().split():
    try:
        label = os.getxattr(name, "security.selinux", follow_symlinks=False)
    except OSError:
        label = b"-"
    print(name, label.decode().rstrip("\0"))') | paste -sd ' '
}

check "kept: in" "$LKL_TOOLS/bin/cptofs" -i image in/. /kept
check "kept: out" "$LKL_TOOLS/bin/cpfromfs" -i image /kept out
check_same "kept" ". - ./dir - ./dir/file - ./link - ./own u:o:own" \
	"$(labels out)"
check "in, with a label" "$LKL_TOOLS/bin/cptofs" -s u:o:new -i image in/. /new
"$LKL_TOOLS/bin/cpfromfs" -i image /new out2 >log
new=u:o:new
check_same "all have it" \
	". $new ./dir $new ./dir/file $new ./link $new ./own $new" \
	"$(labels out2)"
"$LKL_TOOLS/bin/cpfromfs" --selinux u:o:out -i image /new/dir out3 >log
check_same "out, with a label" ". u:o:out ./file u:o:out" "$(labels out3)"
check "the image is clean" is_clean image
