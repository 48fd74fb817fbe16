#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# Folders of any depth can be used where a file is found by its place only, also
# after others were used meanwhile.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires program mkfs.vfat dosfstools
requires program mkfs.minix util-linux
plan 6

# deep FOLDER: from the deepest one, when it is not open any more.
deep()
{
	python3 -c 'import os, sys
top = sys.argv[1]
for i in range(300):
	os.mkdir("%s/other%d" % (top, i))
os.chdir(top)
for i in range(6000):
	os.mkdir("d")
	os.chdir("d")
for i in range(300):
	os.listdir("%s/other%d" % (top, i))
with open("file", "w") as f:
	f.write("text")
if os.listdir(".") != ["file"]:
	sys.exit("the file is not there")' "$1"
}

truncate -s 64M "$tmp/vfat" "$tmp/minix"
mkfs.vfat -F 32 -s 1 "$tmp/vfat" >/dev/null 2>&1
mkfs.minix -3 -i 10000 "$tmp/minix" >/dev/null
for type in vfat minix; do
	check "$type: mount" up "$tmp/$type"
	check "$type: 6000 folders, each in the last one" deep "$mnt"
	check "$type: unmount" down
done
