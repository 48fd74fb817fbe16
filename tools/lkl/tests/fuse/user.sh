#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# A user who is not root mounts an image: as its owner has full access to it,
# nobody else is let in, and no mount point is left behind by any end.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires root
requires program mkfs.ext4 e2fsprogs
requires program runuser util-linux
plan 31

# The runner has the test in a folder of its own, which is for root.
chmod a+x "$tmp" "$(dirname "$tmp")"
chown nobody "$mnt"
truncate -s 64M "$tmp/image"
mkfs.ext4 -q "$tmp/image"
chown nobody "$tmp/image"
# Where it was built may be closed to others.
cp "$lklfuse" "$tmp/lklfuse"
lklfuse=$tmp/lklfuse

# As udev has it on most machines; in a namespace of our own.
mknod "$tmp/fuse" c 10 229
chmod 666 "$tmp/fuse"
mount --bind "$tmp/fuse" /dev/fuse
cleanup "umount /dev/fuse"

user()
{
	runuser -u nobody -- "$@"
}

gone()
{
	for i in $(seq 30); do
		grep -qF " $mnt " /proc/mounts || return 0
		sleep 0.1
	done
	return 1
}

# write TEXT FILE, as the user.
write()
{
	user sh -c 'printf %s "$1" >"$2"' sh "$1" "$2"
}

check "mount" user "$lklfuse" "$tmp/image" "$mnt"
check "write" write text "$mnt/file"
check_same "it is the user's" "nobody" "$(user stat -c %U "$mnt/file")"
check "what is root's, too" user ls "$mnt/lost+found"
check_fails 2 "root is not let in" ls "$mnt"
check_fails 1 "but not executed without a bit for it" user test -x "$mnt/file"
check "unmount" user fusermount3 -u "$mnt"
check "wait" user "$lklfuse" --wait "$mnt"
check "fsck" e2fsck -fn "$tmp/image"

for signal in TERM INT HUP KILL; do
	check "$signal: mount" user "$lklfuse" "$tmp/image" "$mnt"
	check "$signal: write" write text "$mnt/file"
	for pid in $(servers); do
		kill -$signal "$pid"
	done
	check "$signal: no mount point is left" gone
	user "$lklfuse" --wait "$mnt" 2>/dev/null
done
check "mount after them" user "$lklfuse" "$tmp/image" "$mnt"
user fusermount3 -u "$mnt"
user "$lklfuse" --wait "$mnt"

# A folder that makes no sense, and a file system that is told to panic then.
truncate -s 32M "$tmp/broken"
mkfs.ext4 -q "$tmp/broken"
up "$tmp/broken"
mkdir "$mnt/folder"
touch "$mnt/folder/file"
down
block=$(debugfs -R "blocks folder" "$tmp/broken" 2>/dev/null | tr -d ' ')
dd if=/dev/urandom of="$tmp/broken" bs=1k seek="$block" count=1 conv=notrunc \
	status=none
chown nobody "$tmp/broken"
check "panic: mount" user "$lklfuse" "$tmp/broken" "$mnt" \
	-o opts=errors=panic
check_fails 2 "panic: the folder is an error" user timeout 20 \
	ls "$mnt/folder"
check "panic: no mount point is left" gone
user "$lklfuse" --wait "$mnt" 2>/dev/null

chmod 444 "$tmp/image"
check "an image that cannot be written" user "$lklfuse" "$tmp/image" "$mnt"
check_same "is read" "text" "$(user cat "$mnt/file")"
check_fails 1 "and not written" user touch "$mnt/new"
user fusermount3 -u "$mnt"
user "$lklfuse" --wait "$mnt"
chmod 644 "$tmp/image"

chown root "$mnt"
chmod 755 "$mnt"
check_fails 1 "a mount point of somebody else" \
	user "$lklfuse" "$tmp/image" "$mnt"
check_same "says why" "lklfuse: $mnt: mount point: Permission denied" \
	"$(cat "$tmp/.fails")"
chown nobody "$mnt"
chmod 600 /dev/fuse
check_fails 1 "a device of somebody else" user "$lklfuse" "$tmp/image" "$mnt"
