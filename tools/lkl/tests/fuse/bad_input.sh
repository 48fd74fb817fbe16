#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# A mount that cannot be fails at once, with one line that says why, and leaves
# nothing behind.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires program mkfs.ext4 e2fsprogs
requires program mkfs.btrfs btrfs-progs
requires program sfdisk fdisk
plan 75

cd "$tmp" || exit 1

# refused STATUS TEXT WHAT ARGUMENT...: it fails with this line.
refused()
{
	status=$1 text=$2 what=$3
	shift 3
	check_fails "$status" "$what: fails" "$lklfuse" "$@"
	check_same "$what: says why" "lklfuse: $text" "$(cat "$tmp/.fails")"
}

truncate -s 32M image
mkfs.ext4 -q image

refused 1 "none: No such file or directory" "no image" none mnt
refused 1 "nowhere: mount point: No such file or directory" "no mount point" \
	image nowhere
refused 1 "image: mount point: Not a directory" "a file as mount point" \
	image image
refused 1 "mnt: Is a directory" "a folder as image" mnt mnt
refused 1 "/dev/null: neither a file nor a block device" "a device" \
	/dev/null mnt
: >nothing
refused 1 "nothing: empty, cut off, or smaller than offset=" "an empty image" \
	nothing mnt
refused 1 "image: empty, cut off, or smaller than offset=" "an offset" \
	image mnt -o offset=999999999488
truncate -s 1M zero
refused 1 "zero: mount: no file system is recognized; try type=" "no type" \
	zero mnt
refused 1 "image: mount: this kernel has no such type of file system" \
	"unknown type" image mnt -o type=nosuchfs
refused 1 "image: mount: not of this type, or wrong opts= (kernel: XFS (vda): \
Invalid superblock magic number)" "wrong type" image mnt -o type=xfs
refused 1 "image: mount: damaged, or wrong opts= (kernel: ext4: Unknown \
parameter 'nosuchopt')" "bad option inside" image mnt -o opts=nosuchopt
refused 1 "image: mount: no such partition" "no partition" image mnt -o part=3

printf 'label: gpt\n,16M\n,16M\n' >table
truncate -s 40M parts
sfdisk -q parts <table
for mib in 1 17; do
	dd if=image of=parts bs=1M seek=$mib count=16 conv=notrunc status=none
done
refused 1 "parts: mount: several partitions have one; choose with part=" \
	"two of them" parts mnt
refused 1 "parts: mount: no such partition" "a third one" parts mnt -o part=3

truncate -s 128M one two
mkfs.btrfs -q one two 2>/dev/null
refused 1 "one: mount: one of 2 devices is missing" "half a btrfs" one mnt

python3 -c "import fcntl, time
image = open(\"image\")
fcntl.flock(image, fcntl.LOCK_EX)
time.sleep(60)" &
sleep 0.5
refused 1 "image: locked by process $!" "a locked image" image mnt
kill $!
wait
exec 9>lock
flock -x 9
refused 1 "lock: locked by another program" "a locked lock" image mnt \
	-o lock=lock
exec 9>&-

check "a mount" up image
mkdir mnt2
pid=$(servers)
refused 1 "image: locked by process $pid" "mounted twice" image mnt2
check "unmount" down

refused 2 "option nosuch: unknown" "unknown option" image mnt -o nosuch
refused 2 "option nosuch: unknown" "unknown option in a list" image mnt \
	-o "ro,nosuch=4,rw"
refused 2 "option mb: not such a number" "bad number" image mnt -o mb=many
refused 2 "option mb: 16 at least" "too little memory" image mnt -o mb=1
refused 2 "option type: needs a value" "no value" image mnt -o type=
refused 2 "option ro: takes no value" "a value too many" image mnt -o ro=1
refused 2 "option part: not such a number" "a negative one" image mnt \
	-o part=-1
refused 2 "option offset: not such a number" "a large one" image mnt \
	-o offset=99999999999999999999
long=$(head -c 300 /dev/zero | tr '\0' x)
refused 2 "option subtype: too long" "a long type" image mnt \
	-o "subtype=$long"
refused 2 "option fsname: too long" "a long source" image mnt \
	-o "fsname=$long"
refused 2 "--nosuch: no such option; see lklfuse --help" "unknown word" \
	image mnt --nosuch
refused 2 "command line: expected an image and a mount point; \
see lklfuse --help" "nothing" image
refused 2 "command line: expected one mount point; see lklfuse --help" \
	"wait for nothing" --wait
refused 1 "/nowhere/log: No such file or directory" "a log" image mnt \
	-o log=/nowhere/log

# The image is larger than the program may write, though not its memory.
truncate -s 132M far
mkfs.ext4 -q -E offset=$((100 << 20)) far 32M 2>/dev/null
check_fails 1 "a limit of files: fails" sh -c 'ulimit -f 200000; exec "$@"' \
	sh "$lklfuse" far mnt -o offset=$((100 << 20))
check_same "a limit of files: says why" "lklfuse: far: File too large" \
	"$(cat "$tmp/.fails")"

truncate -s 16M image
refused 1 "image: mount: damaged, or wrong opts= (kernel: EXT4-fs (vda): bad \
geometry: block count 32768 exceeds size of device (16384 blocks))" \
	"a truncated image" image mnt

check_same "nothing is mounted" "" "$(grep -F "$tmp" /proc/mounts)"
check_same "nobody is left" "" "$(servers)"
check "help" "$lklfuse" --help
check "version" "$lklfuse" --version
check "wait for nobody" "$lklfuse" --wait mnt
