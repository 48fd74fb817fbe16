#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# Who opens more files than the kernel inside has memory for gets an error, and
# the mount goes on.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires program mkfs.ext4 e2fsprogs
requires program mkfs.btrfs btrfs-progs
limit=$(sh -c 'ulimit -Hn')
[ "$limit" = unlimited ] || [ "$limit" -gt 16000 ] ||
	skip_all "host: a process may not have 16000 files open"
plan 12

# open_all FOLDER: new files, then the same ones, until that fails.
open_all()
{
	python3 -c 'import errno, os, resource, sys
os.chdir(sys.argv[1])
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
fds = []
def fail(flags):
	for i in range(15000):
		if i % 500 == 0:
			os.makedirs(str(i // 500), exist_ok=True)
		try:
			nr = i if flags & os.O_CREAT else i % 500
			name = "%d/%d" % (nr // 500, nr)
			fds.append(os.open(name, flags, 0o600))
		except OSError as e:
			return e.errno, name
	return 0, ""
for flags in os.O_RDWR | os.O_CREAT, os.O_RDONLY:
	err, name = fail(flags)
	if err != errno.ENFILE:
		sys.exit("%d files: error %d" % (len(fds), err))
	if flags & os.O_CREAT:
		os.write(fds[0], b"text")
		if os.path.exists(name):
			sys.exit("was made all the same")
	while fds:
		os.close(fds.pop())' "$1"
}

truncate -s 256M "$tmp/ext4" "$tmp/btrfs"
mkfs.ext4 -q -N 20000 "$tmp/ext4"
mkfs.btrfs -q "$tmp/btrfs"
for type in ext4 btrfs; do
	check "$type: mount" up "$tmp/$type" mb=32
	check "$type: far too many files" open_all "$mnt"
	check_same "$type: it goes on" text "$(cat "$mnt/0/0")"
	check "$type: another one" touch "$mnt/new"
	check "$type: unmount" down
	case $type in
	ext4) check "ext4: fsck" e2fsck -fn "$tmp/ext4" ;;
	btrfs) check "btrfs: fsck" btrfs check "$tmp/btrfs" ;;
	esac
done
