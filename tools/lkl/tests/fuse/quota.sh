#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# A user who has a quota gets EDQUOT behind it, for whatever takes blocks, and
# root does not.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires root
requires program mkfs.ext4 e2fsprogs
requires program mkfs.xfs xfsprogs
requires program gcc gcc
plan 13

uid=1234

# The runner has the test in a folder of its own, which is for root.
chmod a+x "$tmp" "$(dirname "$tmp")"
check "the program that sets quotas" gcc -Wall -Wextra -Werror \
	-I"$LKL_TOP/tools/lkl/include" -I"$LKL_INCLUDE" \
	-o "$tmp/fuse_quota" "$LKL_TOP/tools/lkl/tests/lib/fuse_quota.c" \
	"$LKL_TOOLS/liblkl.so" -Wl,-rpath,"$LKL_TOOLS"

# limited FOLDER UID: that user cannot have more than 4 MiB, root can.
limited()
{
	python3 -c 'import errno, mmap, os, sys
folder, uid = sys.argv[1], int(sys.argv[2])
MIB = 1 << 20

def new(name):
	return os.open(os.path.join(folder, name), os.O_RDWR | os.O_CREAT)

def write(name, size):
	fd = new(name)
	try:
		done = 0
		while done < size:
			done += os.pwrite(fd, b"x" * MIB, done)
		os.fsync(fd)
	finally:
		os.close(fd)

def map(name, size):
	fd = new(name)
	os.ftruncate(fd, size)
	change = mmap.mmap(fd, size)
	change[:] = b"x" * size
	try:
		change.flush()
	finally:
		change.close()
		os.close(fd)

def error(function, *args):
	try:
		function(*args)
		return "nothing"
	except OSError as e:
		return errno.errorcode[e.errno]

def tries():
	got = [error(write, "little", 2 * MIB), error(write, "much", 8 * MIB)]
	os.unlink(os.path.join(folder, "much"))
	got.append(error(os.posix_fallocate, new("space"), 0, 8 * MIB))
	os.unlink(os.path.join(folder, "space"))
	got.append(error(map, "mapped", 8 * MIB))
	os.unlink(os.path.join(folder, "mapped"))
	return got

wanted = ["nothing", "EDQUOT", "EDQUOT", "EDQUOT"]
if not os.fork():
	os.setgroups([])
	os.setgid(uid)
	os.setuid(uid)
	got = tries()
	if got != wanted:
		print(got, flush=True)
	os._exit(got != wanted)
if os.wait()[1]:
	sys.exit("the user")
got = tries()
sys.exit(0 if set(got) == {"nothing"} else "root: %s" % got)' "$1" "$2"
}

truncate -s 128M "$tmp/ext4"
truncate -s 320M "$tmp/xfs"
mkfs.ext4 -q -O quota -E quotatype=usrquota "$tmp/ext4"
mkfs.xfs -q "$tmp/xfs"
for type in ext4 xfs; do
	[ $type = ext4 ] && option=usrquota || option=uquota
	check "$type: a quota" "$tmp/fuse_quota" "$tmp/$type" $type $option \
		$uid 4096
	check "$type: mount" up "$tmp/$type" "allow_other,opts=$option"
	chmod 777 "$mnt"
	check "$type: a user, and root" limited "$mnt" $uid
	check_same "$type: what was allowed is there" 2097152 \
		"$(stat -c %s "$mnt/little")"
	check "$type: unmount" down
	case $type in
	ext4) check "ext4: fsck" e2fsck -fn "$tmp/ext4" ;;
	xfs) check "xfs: fsck" xfs_repair -n "$tmp/xfs" ;;
	esac
done
