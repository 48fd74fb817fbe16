#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# What the options say is done: where in the image, who owns it, how mount(8)
# and fstab(5) see it.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires root
requires program mkfs.ext4 e2fsprogs
requires program sfdisk fdisk
requires program runuser util-linux
plan 42

# shown FIELD: of the mount, as findmnt has it.
shown()
{
	findmnt -n -o "$1" "$mnt"
}

# The runner has the test in a folder of its own, which is for root.
chmod a+x "$tmp" "$(dirname "$tmp")"
truncate -s 16M "$tmp/fs"
mkfs.ext4 -q "$tmp/fs"
up "$tmp/fs" && echo text >"$mnt/file" && down

truncate -s 40M "$tmp/parts"
printf 'label: gpt\n,16M\n,16M\n' | sfdisk -q "$tmp/parts"
dd if="$tmp/fs" of="$tmp/parts" bs=1M seek=17 conv=notrunc status=none
check "the only partition" up "$tmp/parts"
check_same "has it" text "$(cat "$mnt/file")"
down
check "by its number" up "$tmp/parts" part=2
check_same "has it, too" text "$(cat "$mnt/file")"
down
check "by an offset" up "$tmp/parts" offset=$((17 << 20))
check_same "has it, as well" text "$(cat "$mnt/file")"
down

check "with names" up "$tmp/fs" "fsname=a\,b,subtype=x\,y"
check_same "the source" "a,b" "$(shown SOURCE)"
check_same "the type" fuse.x,y "$(shown FSTYPE)"
down
check "without" up "$tmp/fs" ro
check_same "the source is the image" "$tmp/fs" "$(shown SOURCE)"
check_same "the type is lklfuse" fuse.lklfuse "$(shown FSTYPE)"
check "it is read-only" sh -c "findmnt -n -o OPTIONS '$mnt' | grep -qw ro"
check_fails 1 "nothing is written" touch "$mnt/new"
down

check "all is a user's" up "$tmp/fs" uid=1234,gid=2345,allow_other
check_same "the file" 1234:2345 "$(stat -c %u:%g "$mnt/file")"
check "the user can make one" setpriv --reuid 1234 --regid 2345 \
	--clear-groups touch "$mnt/theirs"
check_same "it is the user's" 1234:2345 "$(stat -c %u:%g "$mnt/theirs")"
check_fails 1 "it stays" chown 1 "$mnt/theirs"
down
up "$tmp/fs"
check_same "inside it is the folder's owner's" 0:0 \
	"$(stat -c %u:%g "$mnt/theirs")"
down

check "others are let in" up "$tmp/fs" allow_other
chmod 755 "$mnt"
touch "$mnt/secret"
chmod 600 "$mnt/secret"
check "they read what they may" runuser -u nobody -- cat "$mnt/file"
check_fails 1 "and no more" runuser -u nobody -- cat "$mnt/secret"
check_fails 1 "nor write" runuser -u nobody -- touch "$mnt/file"
down

# roots_own FILE: root reads what others do not see, also after one of them.
roots_own()
{
	python3 -c 'import os, sys
name, value = "trusted.own", b"secret"
if sys.argv[2:]:
	os.setxattr(sys.argv[1], name, value)
if not os.fork():
	os.setgroups([])
	os.setgid(1234)
	os.setuid(1234)
	os._exit(name in os.listxattr(sys.argv[1]))
if os.wait()[1]:
	sys.exit("others see it")
sys.exit(os.getxattr(sys.argv[1], name) != value)' "$@"
}

check "one worker" up "$tmp/fs" allow_other,workers=1
check "has an attribute for root alone" roots_own "$mnt/file" new
down
up "$tmp/fs" allow_other,workers=1
check "which root can read" roots_own "$mnt/file"
down

mkdir "$tmp/ro"
mount -t tmpfs none "$tmp/ro"
cleanup 'umount "$tmp/ro"'
mkdir "$tmp/ro/at"
mount -o remount,ro "$tmp/ro"
check "a mount point where nothing can be written" \
	"$lklfuse" "$tmp/fs" "$tmp/ro/at"
umount "$tmp/ro/at"
"$lklfuse" --wait "$tmp/ro/at"

check "options of the file system" up "$tmp/fs" "opts=noatime\,data=journal"
down
check "a log" up "$tmp/fs" "log=$tmp/log,lock=$tmp/lock"
check "a lock is held" sh -c "! flock -n '$tmp/lock' true"
down
check "and given back" flock -n "$tmp/lock" true

# What mount(8) runs for a line of fstab.
check "by mount.fuse3" env PATH="$LKL_TOOLS/bin:$PATH" mount.fuse3 "$tmp/fs" \
	"$mnt" -t fuse.lklfuse -o rw,nofail,noauto,_netdev,x-systemd.requires=x
check_same "is the same" text "$(cat "$mnt/file")"
check_same "its type" fuse.lklfuse "$(shown FSTYPE)"
check "umount(8)" umount "$mnt"
"$lklfuse" --wait "$mnt"

# mount(8) itself looks where the system has its programs; the mount is seen in
# the namespace of this test only.
mkdir "$tmp/bin"
cp "$lklfuse" "$tmp/bin"
mount --bind "$tmp/bin" /usr/local/sbin
cleanup 'umount -l /usr/local/sbin'
check "mount(8) with the type" mount -t fuse.lklfuse -o noatime "$tmp/fs" \
	"$mnt"
check_same "its type, again" fuse.lklfuse "$(shown FSTYPE)"
down
echo "$tmp/fs $mnt fuse.lklfuse noauto,user,part=0,allow_other 0 0" \
	>"$tmp/fstab"
check "a line of fstab" mount -T "$tmp/fstab" "$mnt"
check_same "its source" "$tmp/fs" "$(shown SOURCE)"
check_same "its file" text "$(cat "$mnt/file")"
down
check "fsck" e2fsck -fn "$tmp/fs"
