#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# Files that lose the name by which they were found are found by another one, on
# a file system without handles; any number of them.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires program mkfs.minix util-linux
plan 5

# two_names FOLDER: of each of many files, and then one.
two_names()
{
	python3 -c 'import os, sys
os.chdir(sys.argv[1])
folders = ["%s%d" % (a, b) for a in "ab" for b in range(80)]
for folder in folders:
	os.mkdir(folder)
names = ["%d/%d" % (i % 80, i) for i in range(16000)]
numbers = {}
for name in names:
	os.mknod("a" + name, 0o644)
	os.link("a" + name, "b" + name)
	numbers[name] = os.stat("b" + name).st_ino
for name in names:
	os.unlink("a" + name)
for name in names:
	os.chmod("b" + name, 0o600)
	st = os.stat("b" + name)
	if st.st_ino != numbers[name] or st.st_nlink != 1:
		sys.exit(name + ": is another file")' "$1"
}

truncate -s 64M "$tmp/image"
mkfs.minix -3 -i 20000 "$tmp/image" >/dev/null
check "mount, with little memory" up "$tmp/image" mb=24
check "of two names one goes" two_names "$mnt"
check "unmount" down
check "fsck" fsck.minix -f "$tmp/image"
check_same "nobody is left" "" "$(servers)"
